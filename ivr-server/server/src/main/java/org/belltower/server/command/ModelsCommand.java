package org.belltower.server.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ivr models}: what callers are understood with. Confined to the main thread. */
@Command(
        name = "models",
        description = "List, add, verify or remove the models that callers are understood with.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ModelsListCommand.class,
            ModelsAddCommand.class,
            ModelsVerifyCommand.class,
            ModelsRemoveCommand.class
        })
final class ModelsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private ModelsCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which of list, add, verify, remove?");
    }
}
