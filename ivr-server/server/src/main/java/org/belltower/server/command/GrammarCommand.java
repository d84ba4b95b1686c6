package org.belltower.server.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ivr grammar}: tools for who writes grammars. Confined to the main thread. */
@Command(
        name = "grammar",
        description = "Try grammars out.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = GrammarTestCommand.class)
final class GrammarCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private GrammarCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which of test?");
    }
}
