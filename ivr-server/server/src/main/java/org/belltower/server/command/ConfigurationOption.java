package org.belltower.server.command;

import java.nio.file.Path;
import java.util.Optional;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.ConfigurationFile;
import picocli.CommandLine.Option;

/** {@code --config}, for every command that needs the configuration. Confined to the main thread. */
final class ConfigurationOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; by default ivr.yaml where there is one, else the built-in defaults.")
    private Optional<Path> file = Optional.empty();

    private ConfigurationOption() {}

    Configuration load() {
        return ConfigurationFile.load(Path.of(""), file);
    }
}
