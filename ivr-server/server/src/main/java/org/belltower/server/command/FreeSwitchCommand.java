package org.belltower.server.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ivr freeswitch}: the switch of production. Confined to the main thread. */
@Command(
        name = "freeswitch",
        description = "Write the configuration of a FreeSWITCH, and look a running one over.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {FreeSwitchConfigCommand.class, FreeSwitchCheckCommand.class})
final class FreeSwitchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private FreeSwitchCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which of config, check?");
    }
}
