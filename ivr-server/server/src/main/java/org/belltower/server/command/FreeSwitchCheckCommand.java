package org.belltower.server.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.belltower.server.doctor.Doctor;
import org.belltower.server.doctor.Finding;
import org.belltower.server.doctor.FindingTable;
import org.belltower.server.freeswitch.SwitchFiles;
import org.belltower.server.freeswitch.SwitchSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ivr freeswitch check}: looks a running FreeSWITCH over. Confined to the main thread. */
@Command(
        name = "check",
        description = {
            "Ask a running FreeSWITCH what it has, and say what is missing or unsafe. It changes nothing there,",
            "and has it make one short call to this command, to see whether it reads clips and writes recordings.",
            "Each line that is not ok names its remedy. Exit code 1 where calls would not come or strangers could."
        })
final class FreeSwitchCheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    private FreeSwitchCheckCommand() {}

    @Override
    public Integer call() {
        List<Finding> findings = SwitchSetup.check(
                configuration.load(), ConfigurationOption.home().resolve(SwitchFiles.TEMPLATES));
        spec.commandLine().getOut().print(FindingTable.render(findings, FindingTable.Verdict.FREESWITCH));
        spec.commandLine().getOut().flush();
        return Doctor.isHealthy(findings) ? 0 : 1;
    }
}
