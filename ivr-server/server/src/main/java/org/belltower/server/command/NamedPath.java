package org.belltower.server.command;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A path on the command line: to name what is not there is wrong use. <em>Stateless.</em> */
final class NamedPath {
    private NamedPath() {}

    /**
     * The same path.
     *
     * @throws ParameterException where there is no such file, or a folder
     */
    static Path file(CommandSpec command, Path path) {
        if (Files.isDirectory(path)) {
            throw new ParameterException(command.commandLine(), path + " is a folder; name a file");
        }
        return existing(command, path);
    }

    /**
     * The same path.
     *
     * @throws ParameterException where there is neither file nor folder
     */
    static Path existing(CommandSpec command, Path path) {
        if (!Files.exists(path)) {
            throw new ParameterException(command.commandLine(), "there is no " + path);
        }
        return path;
    }
}
