package org.belltower.server.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ivr vxml}: tools for who writes applications. Confined to the main thread. */
@Command(
        name = "vxml",
        description = "Check, talk to and draw voice applications.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {VxmlCheckCommand.class, VxmlTalkCommand.class, VxmlGraphCommand.class})
final class VxmlCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private VxmlCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which of check, talk, graph?");
    }
}
