package org.belltower.server.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.belltower.server.config.Configuration;
import org.belltower.server.freeswitch.SwitchFiles;
import org.belltower.server.freeswitch.SwitchSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ivr freeswitch config}: writes FreeSWITCH's configuration. Confined to the main thread. */
@Command(
        name = "config",
        description = {
            "Write FreeSWITCH's configuration folder from 'freeswitch', 'hotlines' and 'limits' of the configuration.",
            "Passwords are made once, and kept in the data folder. Start FreeSWITCH with -conf DIR."
        })
final class FreeSwitchConfigCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to; what was there before is replaced.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    private FreeSwitchConfigCommand() {}

    @Override
    public Integer call() {
        Configuration loaded = configuration.load();
        SwitchSetup.Written written =
                SwitchSetup.write(loaded, ConfigurationOption.home().resolve(SwitchFiles.TEMPLATES), out);
        PrintWriter print = spec.commandLine().getOut();
        print.printf(
                "%d files in %s, readable for you only; and for a FreeSWITCH that runs as you%n", written.files(), out);
        print.printf("Event Socket password: %s%n", written.eventSocketPassword());
        written.agentPasswords().ifPresent(file -> print.printf("passwords of the agents' phones: %s%n", file));
        if (!written.leftovers().isEmpty()) {
            print.printf(
                    "warning: FreeSWITCH reads these too, and they are not of this configuration; remove them: %s%n",
                    String.join(", ", written.leftovers()));
        }
        // FreeSWITCH wants all of these folders or none.
        print.printf(
                "start: freeswitch -nonat -conf %s -log /var/log/freeswitch -db /var/lib/freeswitch/db -run /run/freeswitch%n",
                out.toAbsolutePath().normalize());
        print.printf("then: ./ivr freeswitch check%n");
        print.flush();
        return 0;
    }
}
