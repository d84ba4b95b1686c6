package org.belltower.telephony;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.belltower.eventsocket.CloseReason;
import org.belltower.eventsocket.Command;
import org.belltower.eventsocket.Event;
import org.belltower.eventsocket.EventFormat;
import org.belltower.eventsocket.Message;
import org.belltower.eventsocket.OutboundConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one call over its Event Socket connection, and turns what the switch says into messages for the call's inbox.
 * {@link #receive} runs on the connection's I/O thread and only enqueues; the rest is confined to the call's thread.
 *
 * <p>Applications carry {@code event-lock}, so that the switch runs them one after the other; a prompt is stopped by
 * {@code uuid_break}, which the lock does not hold back. Spec: FreeSWITCH mod_event_socket, sendmsg.
 */
final class EventSocketControl implements CallControl {
    private static final Logger LOG = LoggerFactory.getLogger(EventSocketControl.class);

    /** Spec: FreeSWITCH mod_avmd. */
    private static final String MACHINE = "avmd::beep";

    private static final String MACHINE_DETECTOR = "mod_avmd";

    /**
     * How often a call may be handed on. Each hand-on that leads to a hotline of this server keeps the connection before it until the
     * call ends, so two hotlines that hand a caller to and fro have to come to an end.
     */
    static final int MOST_HAND_ONS = 10;

    private static final int RECENT = 32;

    private final OutboundConnection connection;
    /** Numbers of the last events. Confined to the connection's I/O thread. */
    private final Deque<String> recent = new ArrayDeque<>();

    private final CallInbox inbox;
    private final int handOns;
    /** Whether the dialplan drives the call again. */
    private volatile boolean handedOn;

    /** The other party of a bridge that may be an answering machine; empty text for none. */
    private volatile String watched = "";
    /** Whether the switch listens for one, once it has said so. Confined to the call's thread. */
    private CompletableFuture<Boolean> watching = CompletableFuture.completedFuture(false);

    /** Whether the log says already that a switch tells none. */
    private final AtomicBoolean toldOfNoDetector;

    /**
     * @param handOns how often the call has been handed on
     * @param toldOfNoDetector of all calls of a server, so that its log says once that a switch tells no answering machines
     */
    EventSocketControl(OutboundConnection connection, CallInbox inbox, int handOns, AtomicBoolean toldOfNoDetector) {
        this.handOns = handOns;
        this.connection = connection;
        this.inbox = inbox;
        this.toldOfNoDetector = toldOfNoDetector;
    }

    @Override
    public void execute(String application, String argument, String id) {
        handedOn = false;
        send(application, argument, id);
    }

    private void send(String application, String argument, String id) {
        var _ = connection
                .sendAsync(Command.Execute.of(application, argument, id))
                .whenComplete((reply, failure) -> {
                    // A call that is gone says so by its hang-up, which is on its way.
                    if (failure == null && !reply.isOk() && !reply.text().contains("gone")) {
                        inbox.put(new CallMessage.Executed(id, "ERROR " + reply.text()));
                    }
                    // Where the connection failed its Closed message follows, which ends the call.
                });
    }

    @Override
    public void stopPlaying() {
        // The switch runs the commands of one connection in order, so what is executed next is not stopped in its
        // place.
        var _ = connection
                .sendAsync(Command.Api.of("uuid_break " + connection.uuid()))
                .exceptionally(failure -> {
                    LOG.debug("a prompt was not stopped, the connection is gone", failure);
                    return Message.CommandReply.of("-ERR");
                });
    }

    @Override
    public void stopRecording(String path) {
        var _ = connection
                .sendAsync(Command.Api.of("uuid_record " + connection.uuid() + " stop " + path))
                .exceptionally(failure -> {
                    LOG.debug("a recording was not stopped, the connection is gone", failure);
                    return Message.CommandReply.of("-ERR");
                });
    }

    @Override
    public void hangUpOther(String leg, String cause) {
        var _ = connection
                .sendAsync(Command.Api.of("uuid_kill " + leg + " " + cause))
                .exceptionally(failure -> {
                    LOG.debug("the other party was not hung up, the connection is gone", failure);
                    return Message.CommandReply.of("-ERR");
                });
    }

    @Override
    public void handOn(String place, String id) {
        handedOn = true;
        // Where the call comes to a hotline once more, it is not one that has lost its server.
        send(
                "multiset",
                "^^;belltower_next=over;" + Call.HANDED_ON_VARIABLE
                        + "=true;" + Call.HAND_ONS_VARIABLE + "=" + (handOns + 1)
                        + ";hangup_after_bridge=true;continue_on_fail=false;" + Terminators.NONE.assignment(),
                id + "-set");
        send("transfer", place, id);
    }

    @Override
    public int handOnsLeft() {
        return Math.max(0, MOST_HAND_ONS - handOns);
    }

    @Override
    public void watchForMachine(String leg) {
        watched = leg;
        watching = connection
                .sendAsync(Command.Api.of("module_exists " + MACHINE_DETECTOR))
                .thenApply(reply -> {
                    if (!reply.text().strip().equals("true")) {
                        noDetector(reply.text().strip());
                        return false;
                    }
                    listen(leg);
                    return true;
                })
                .exceptionally(failure -> {
                    LOG.debug("nobody listens for an answering machine, the connection is gone", failure);
                    return false;
                });
    }

    private void noDetector(String answer) {
        if (toldOfNoDetector.compareAndSet(false, true)) {
            LOG.warn(
                    "'transfer: machines:' is on, but a switch has no {} and takes answering machines for people: {}",
                    MACHINE_DETECTOR,
                    answer);
        }
    }

    /** By the application: FreeSWITCH's command {@code avmd UUID start} starts without a detector and hears nothing. */
    private void listen(String leg) {
        var _ = connection.sendAsync(new Command.Filter("Unique-ID", leg));
        var _ = connection.sendAsync(Command.Events.of(EventFormat.PLAIN, "CUSTOM", MACHINE));
        var _ = connection
                .sendAsync(Command.Api.of("uuid_broadcast " + leg + " avmd_start:: aleg"))
                .whenComplete((reply, failure) -> {
                    if (failure == null && !reply.isOk()) {
                        LOG.debug(
                                "nobody listens for an answering machine: {}",
                                reply.text().strip());
                    }
                });
    }

    @Override
    public void stopWatching(String leg) {
        watched = "";
        var _ = watching.thenAccept(begun -> {
            if (begun) {
                var _ = connection.sendAsync(new Command.FilterDelete("Unique-ID", Optional.of(leg)));
            }
        });
    }

    /** Runs an API command and does not wait; true where the switch has done it. Fails where the connection is gone. */
    CompletableFuture<Boolean> api(String command) {
        return connection.sendAsync(Command.Api.of(command)).thenApply(Message.CommandReply::isOk);
    }

    @Override
    public void hangUp(String cause) {
        var _ = connection.sendAsync(Command.HangUp.of(cause));
    }

    /** A message of the connection. */
    void receive(Message message) {
        switch (message) {
            case Message.EventMessage carried -> receive(carried.event());
            // It is the connection that ends, which FreeSWITCH also gives up where too many events wait for it, or it
            // cannot be read: the call
            // may go on. One that is over has said so before.
            case Message.DisconnectNotice _ -> LOG.debug("the switch says goodbye");
            case Message.Closed(CloseReason reason) -> {
                inbox.put(new CallMessage.HungUp(closed(reason)));
                inbox.released("");
            }
            case Message.AuthRequest _,
                    Message.CommandReply _,
                    Message.ApiResponse _,
                    Message.LogData _,
                    Message.RudeRejection _,
                    Message.Unknown _ -> LOG.debug("ignored a message of the switch");
        }
    }

    /** While a call is up, only a server that stops closes its connection. */
    private String closed(CloseReason reason) {
        if (reason.kind() == CloseReason.Kind.BY_US) {
            return Call.SERVER_STOPS;
        }
        return handedOn ? Call.HANDED_ON : Call.CONNECTION_LOST;
    }

    private static CallMessage.HungUp hungUp(Event event) {
        return new CallMessage.HungUp(
                event.hangupCause().orElse("NORMAL_CLEARING"),
                !event.headers().get("Caller-Channel-Answered-Time", "0").equals("0"),
                outcome(event, CallMessage.HungUp.OUTCOMES));
    }

    private void receive(Event event) {
        if (!event.headers().get("Unique-ID", connection.uuid()).equals(connection.uuid())) {
            // A filter keeps them away; one that a switch does not keep to must not end a call.
            if (event.name().equals("CUSTOM")
                    && event.headers().get("Event-Subclass", "").equals(MACHINE)
                    && event.headers().get("Unique-ID", "").equals(watched)) {
                inbox.put(new CallMessage.MachineHeard());
            } else {
                LOG.debug("ignored an event of another call");
            }
            return;
        }
        if (!isNew(event)) {
            LOG.debug("ignored an event that came again");
            return;
        }
        switch (event.name()) {
            case "DTMF" ->
                event.dtmfDigit()
                        .filter(digit -> digit.length() == 1)
                        .ifPresent(digit -> inbox.put(new CallMessage.KeyPressed(digit.charAt(0))));
            case "CHANNEL_EXECUTE_COMPLETE" ->
                event.applicationUuid()
                        .ifPresent(id -> inbox.put(new CallMessage.Executed(
                                id,
                                event.applicationResponse().orElse(""),
                                outcome(event, CallMessage.Executed.OUTCOMES))));
            case "PLAYBACK_START" -> inbox.put(new CallMessage.PlaybackBegan());
            case "CHANNEL_BRIDGE" -> inbox.put(new CallMessage.Bridged());
            case "CHANNEL_HANGUP" -> inbox.put(hungUp(event));
            case "CHANNEL_HANGUP_COMPLETE" -> {
                inbox.put(hungUp(event));
                // FreeSWITCH sets it only after CHANNEL_HANGUP. Spec: mod_sofia, sip_hangup_disposition.
                inbox.released(event.variable("sip_hangup_disposition").orElse(""));
            }
            default -> LOG.debug("ignored the event {}", event.name());
        }
    }

    /** A switch numbers its events; a key that is told twice was pressed once. */
    private boolean isNew(Event event) {
        Optional<String> number = event.headers().get("Event-Sequence");
        if (number.isEmpty()) {
            return true;
        }
        if (recent.contains(number.get())) {
            return false;
        }
        recent.addLast(number.get());
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        return true;
    }

    private static Map<String, String> outcome(Event event, List<String> variables) {
        var outcome = new HashMap<String, String>();
        for (String name : variables) {
            event.variable(name).ifPresent(value -> outcome.put(name, value));
        }
        return outcome;
    }
}
