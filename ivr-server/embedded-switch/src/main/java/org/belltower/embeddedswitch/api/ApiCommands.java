package org.belltower.embeddedswitch.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** All API commands. A further one is a class and a line here. <em>Immutable.</em> */
public final class ApiCommands {
    private static final List<ApiCommand> ALL = List.of(
            new OriginateCommand(),
            new SchedDel(),
            new SchedHangupCommand(),
            new SchedTransferCommand(),
            new Show(),
            new Status(),
            new UuidAnswer(),
            new UuidBreak(),
            new UuidBridge(),
            new UuidBroadcast(),
            new UuidDump(),
            new UuidExists(),
            new UuidGetvar(),
            new UuidKill(),
            new UuidRecord(),
            new UuidSendDtmf(),
            new UuidSetvar(),
            new UuidTransfer(),
            new Version());

    private final Map<String, ApiCommand> byName =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ApiCommand::name, Function.identity()));

    /** The answer of a command, or that there is none of that name. */
    public String run(SwitchCore core, String name, String arguments) {
        return Optional.ofNullable(byName.get(name))
                .map(command -> command.run(core, arguments))
                .orElse("-ERR " + name + " Command not found!\n");
    }
}
