package org.belltower.server.command;

import java.nio.file.Path;
import java.util.Optional;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.ConfigurationFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --config}, for every command that needs the configuration. Confined to the main thread. */
final class ConfigurationOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; by default ivr.yaml where there is one, else the built-in defaults.")
    private Optional<Path> file = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    private ConfigurationOption() {}

    /** The folder of the installation, which the launcher names; without it the folder that we are in. */
    static Path home() {
        return Path.of(System.getProperty("belltower.home", ""));
    }

    /** The configuration in force. */
    Configuration load() {
        file.ifPresent(named -> NamedPath.file(command, named));
        return ConfigurationFile.load(home(), file);
    }
}
