package org.belltower.embeddedswitch;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.belltower.embeddedswitch.api.ApiCommands;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.ChannelMessage;
import org.belltower.embeddedswitch.channel.SwitchCore;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.belltower.eventsocket.Answer;
import org.belltower.eventsocket.CloseReason;
import org.belltower.eventsocket.Command;
import org.belltower.eventsocket.Event;
import org.belltower.eventsocket.EventHeaders;
import org.belltower.eventsocket.OutboundSession;
import org.belltower.eventsocket.ServerConnection;
import org.belltower.eventsocket.ServerHandler;

/**
 * Carries out what Event Socket clients say: of the port, or of the listener that was dialled for one call.
 *
 * <p><em>Thread-safe.</em> Runs on the connection's virtual thread. Reply texts are those of FreeSWITCH's
 * mod_event_socket.
 */
final class EventSocketCommands implements ServerHandler {
    private final SwitchCore core;
    private final ApiCommands api;
    private final Optional<OutboundSession> call;

    EventSocketCommands(SwitchCore core, ApiCommands api, Optional<OutboundSession> call) {
        this.core = core;
        this.api = api;
        this.call = call;
    }

    @Override
    public void opened(ServerConnection connection) {
        if (call.isPresent()) {
            core.events().add(connection, call.get().uuid());
            if (own().isEmpty()) {
                // The caller hung up while the listener was dialled.
                connection.close();
            }
        } else {
            core.events().add(connection);
        }
    }

    @Override
    public void closed(ServerConnection connection, CloseReason reason) {
        if (call.isPresent()) {
            core.events().remove(connection, call.get().uuid());
            // The socket application waits for this.
            own().ifPresent(Channel::nudge);
        } else {
            core.events().remove(connection);
        }
    }

    @Override
    public Answer handle(ServerConnection connection, Command command) {
        return switch (command) {
            case Command.Connect() ->
                own().<Answer>map(channel -> new Answer.ChannelData(channel.data()))
                        .orElseGet(() -> Answer.error("no session"));
            case Command.MyEvents(Optional<String> uuid, var format) ->
                uuid.isEmpty() || core.channels().find(uuid.get()).isPresent()
                        ? Answer.ok("Events Enabled")
                        : Answer.error("invalid uuid");
            case Command.Execute execute -> execute(execute);
            case Command.HangUp(Optional<String> uuid, String cause) -> {
                Optional<Channel> target = target(uuid);
                target.ifPresent(channel -> channel.hangUp(HangupCause.parse(cause)));
                yield target.isPresent() ? Answer.ok() : invalid(uuid);
            }
            case Command.GetVariable(String name) ->
                new Answer.Reply(
                        own().flatMap(channel -> channel.value(name.strip())).orElse(""), EventHeaders.empty());
            case Command.SendEvent(Event event) -> {
                core.events().relay(event);
                yield Answer.ok();
            }
            case Command.Api(String name, String arguments) ->
                call.isEmpty() || call.get().full()
                        ? Answer.api(api.run(core, name, arguments))
                        : Answer.error("not allowed");
            case Command.Resume() -> Answer.ok();
            case Command.NoMedia ignored -> Answer.error("not supported");
            case Command.Unicast ignored -> Answer.error("not supported");
            case Command.SendMessage ignored -> Answer.error("invalid call-command");
            default -> Answer.notFound();
        };
    }

    private Answer execute(Command.Execute execute) {
        Optional<Channel> target = target(execute.session());
        if (target.isEmpty()) {
            return invalid(execute.session());
        }
        ChannelMessage.Perform perform = new ChannelMessage.Perform(
                execute.application(),
                execute.argument(),
                execute.eventUuid(),
                execute.eventLock(),
                execute.loops(),
                new CompletableFuture<>());
        if (!target.get().offer(perform)) {
            return Answer.error("session is busy or gone");
        }
        boolean waits = call.isPresent() && !call.get().async() && !execute.async();
        if (waits) {
            // Without async a client is answered when the application has run, or the call has ended.
            var _ = CompletableFuture.anyOf(perform.done(), target.get().ended())
                    .join();
        }
        return Answer.ok();
    }

    private Optional<Channel> own() {
        return call.flatMap(session -> core.channels().find(session.uuid()));
    }

    private Optional<Channel> target(Optional<String> uuid) {
        return uuid.isPresent() ? core.channels().find(uuid.get()) : own();
    }

    private static Answer invalid(Optional<String> uuid) {
        return Answer.error("invalid session id [" + uuid.orElse("") + "]");
    }

    @Override
    public void jobDone(ServerConnection connection, Event job) {
        EventHeaders.Builder headers = EventHeaders.builder();
        core.events().stamp(job.name(), headers);
        job.headers().forEach(header -> headers.set(header.name(), header.value()));
        Event stamped = new Event(job.name(), job.subclass(), headers.build(), job.body());
        core.events().relay(stamped);
        if (connection.isOutbound()) {
            connection.publish(stamped);
        }
    }
}
