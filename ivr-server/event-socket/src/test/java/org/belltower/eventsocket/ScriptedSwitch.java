package org.belltower.eventsocket;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A switch that answers from a table and keeps what it was told. */
final class ScriptedSwitch implements ServerHandler {
    final List<Command> commands = new CopyOnWriteArrayList<>();
    final List<CloseReason> closes = new CopyOnWriteArrayList<>();
    final List<ServerConnection> opened = new CopyOnWriteArrayList<>();
    final Map<String, Function<Command.Api, Answer>> apis = new ConcurrentHashMap<>();
    volatile EventHeaders channel = EventHeaders.of("Unique-ID", "call-1", "Caller-Caller-ID-Name", "王 100%");

    @Override
    public void opened(ServerConnection connection) {
        opened.add(connection);
    }

    @Override
    public Answer handle(ServerConnection connection, Command command) {
        commands.add(command);
        return switch (command) {
            case Command.Connect connect -> new Answer.ChannelData(channel);
            case Command.Api api ->
                apis.getOrDefault(api.name(), a -> Answer.api("-ERR " + a.name() + " Command not found!\n"))
                        .apply(api);
            case Command.Execute execute -> Answer.ok();
            case Command.HangUp hangUp -> Answer.ok();
            case Command.GetVariable variable -> new Answer.Reply("value of " + variable.name(), EventHeaders.empty());
            case Command.MyEvents events ->
                events.session().filter("call-1"::equals).isPresent() ? Answer.ok() : Answer.error("invalid uuid");
            case Command.SendEvent event -> Answer.ok("event-uuid");
            case Command.Resume resume -> Answer.ok();
            case Command.Unknown unknown
            when unknown.line().equals("fail") -> throw new IllegalStateException("asked to fail");
            default -> Answer.notFound();
        };
    }

    @Override
    public void closed(ServerConnection connection, CloseReason reason) {
        closes.add(reason);
    }
}
