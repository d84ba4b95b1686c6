package org.belltower.telephony;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.belltower.eventsocket.Command;
import org.belltower.eventsocket.ConnectionClosedException;
import org.belltower.eventsocket.EventFormat;
import org.belltower.eventsocket.EventHeaders;
import org.belltower.eventsocket.EventSocketException;
import org.belltower.eventsocket.OutboundConnection;
import org.belltower.prompt.PromptRenderer;
import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One incoming call, driven over its own Event Socket connection. Confined to the call's thread, but for {@link #lose}, {@link #letGo} and {@link #nudge}. Whoever handles the call may
 * just return: what is still up then is hung up.
 */
public final class Call {
    /** The cause of a call's end where the switch went away without saying one. */
    public static final String CONNECTION_LOST = "CONNECTION_LOST";

    /** The cause of a call's end where the switch has tried to hand the caller on, whatever came of it. */
    public static final String HANDED_ON = "BLIND_TRANSFER";

    /** The cause of a call's end where this server, or the switch, stops. */
    public static final String SERVER_STOPS = "SYSTEM_SHUTDOWN";

    /** Whether a server has handed a call on to the switch's dialplan. */
    static final String HANDED_ON_VARIABLE = "belltower_handed_on";

    /** How often it was. */
    static final String HAND_ONS_VARIABLE = "belltower_hand_ons";

    /** What a call has that a server drives: a lost connection leads it to a server again. As {@code multiset} takes it. */
    static final String DRIVEN = "belltower_next=again;" + HANDED_ON_VARIABLE + "=false";

    private static final Logger LOG = LoggerFactory.getLogger(Call.class);
    /** For the switch to answer a command, or to do what it was told; taking a call off the hook may take twice as long. */
    static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);

    /** Where the dialplan sends a call on that loses its server. */
    private static final String NEXT = "variable_belltower_next";

    /** That it has been sent to its fallback, which a server that wakes up late must leave alone. */
    private static final String OVER = "over";

    private static final String OPENING = "answer";
    private static final Duration LINGER = Duration.ofSeconds(5);
    /** A hang-up wakes the call's thread; this is only how long one wait is. */
    private static final Duration WHILE_THEY_TALK = Duration.ofMinutes(10);
    /** For the last word on a call that is over, which comes right behind the first. */
    private static final Duration LAST_WORD = Duration.ofSeconds(1);
    /** FreeSWITCH: "no session", "invalid session id", "not controlling a session", "No such channel". */
    private static final Pattern GONE = Pattern.compile(
            "\\bgone\\b|no such (call|channel|session)|no session|invalid (session|uuid)|not controlling",
            Pattern.CASE_INSENSITIVE);

    private final EventHeaders channel;
    private final OutboundConnection connection;
    private final Duration patience;
    private final CallInbox inbox = new CallInbox();
    private final EventSocketControl control;
    private Optional<Line> line = Optional.empty();

    private Call(OutboundConnection connection, Duration patience, AtomicBoolean toldOfNoDetector) {
        this.connection = connection;
        this.patience = patience;
        this.channel = connection.connect();
        this.control = new EventSocketControl(connection, inbox, handOns(channel), toldOfNoDetector);
    }

    /**
     * Takes the call over.
     *
     * @param patience with the switch, such as {@link #USUAL_PATIENCE}
     * @param toldOfNoDetector as {@link EventSocketControl} takes it
     * @throws EventSocketException when the switch does not answer
     */
    static Call open(OutboundConnection connection, Duration patience, AtomicBoolean toldOfNoDetector) {
        Call call = new Call(connection, patience, toldOfNoDetector);
        connection.onMessage(call.control::receive);
        // Only what a call's thread acts on: each event carries all of a channel's variables.
        call.require(new Command.Filter("Unique-ID", connection.uuid()));
        call.require(Command.Events.of(
                EventFormat.PLAIN,
                "DTMF",
                "PLAYBACK_START",
                "CHANNEL_EXECUTE_COMPLETE",
                "CHANNEL_BRIDGE",
                "CHANNEL_HANGUP",
                "CHANNEL_HANGUP_COMPLETE"));
        call.require(Command.Linger.of(LINGER));
        if (call.channel.get(NEXT, "").equals(OVER)) {
            throw new TelephonyException("the switch has sent the call to its fallback in the meantime");
        }
        call.cancelGuard();
        return call;
    }

    private static int handOns(EventHeaders channel) {
        return channel.get("variable_" + HAND_ONS_VARIABLE)
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    /** What is known of a call that {@link #open} failed to take over. */
    static UntakenCall untaken(OutboundConnection connection, RuntimeException why) {
        EventHeaders channel = connection.connect();
        return new UntakenCall(
                connection.uuid(), number(channel), caller(channel), isGone(why), String.valueOf(why.getMessage()));
    }

    /** A switch closes the connection of a call that is over, or answers that it does not know the call any more. */
    private static boolean isGone(RuntimeException why) {
        return switch (why) {
            case ConnectionClosedException _ -> true;
            case TelephonyException refused ->
                GONE.matcher(String.valueOf(refused.getMessage())).find();
            default -> false;
        };
    }

    /**
     * What the dialplan has scheduled for a call that nobody takes over does not happen to this one: FreeSWITCH leaves a call parked
     * whose listener takes the connection and says nothing. A connection that may not ask for it has no such guard.
     */
    private void cancelGuard() {
        String answer = connection.api("sched_del " + uuid(), patience);
        LOG.debug("the guard of the call: {}", answer.strip());
    }

    private void require(Command command) {
        var reply = connection.send(command, patience);
        if (!reply.isOk()) {
            throw new TelephonyException("the switch refused " + command + ": " + reply.text());
        }
    }

    /** The switch's name for the call, the same in its events, our records and the log. */
    public String uuid() {
        return connection.uuid();
    }

    /** The number that was called. */
    public String number() {
        return number(channel);
    }

    private static String number(EventHeaders channel) {
        // A call that the dialplan has sent on stands at another number than the one that was called.
        return channel.get("variable_belltower_number").orElseGet(() -> destination(channel));
    }

    private static String destination(EventHeaders channel) {
        return channel.get("Caller-Destination-Number", channel.get("Channel-Destination-Number", ""));
    }

    /** The caller's number as the network gives it; empty text where it is withheld. */
    public String caller() {
        return caller(channel);
    }

    private static String caller(EventHeaders channel) {
        return channel.get("Caller-Caller-ID-Number", "");
    }

    /**
     * Answers and gives the line; empty where the caller has gone before.
     *
     * @param renderer turns prompts into clips that the switch can read
     * @param observer is told what is heard on the line
     */
    public Optional<Platform> answer(PromptRenderer renderer, PlayObserver observer) {
        return answer(renderer, observer, LineSettings.direct());
    }

    /** The same with a place for recordings and a way to whom calls are transferred. */
    public Optional<Platform> answer(PromptRenderer renderer, PlayObserver observer, LineSettings settings) {
        return answer(renderer, observer, settings, Map.of(), Optional.empty());
    }

    /**
     * The same for a call that the switch is to know again when it comes back, with all of it recorded but secrets.
     *
     * @param variables of the channel, {@link #variable} of it from then on; without semicolons
     * @param wholeCall the file, which the switch makes; its name has no space
     */
    public Optional<Platform> answer(
            PromptRenderer renderer,
            PlayObserver observer,
            LineSettings settings,
            Map<String, String> variables,
            Optional<Path> wholeCall) {
        // By default the switch lets * end a prompt by itself, before the application hears of the key.
        // A call that loses its server from here on is sent back to one.
        StringBuilder assignments = new StringBuilder("^^;" + Terminators.NONE.assignment() + ";" + DRIVEN);
        variables.forEach((name, value) ->
                assignments.append(';').append(name).append('=').append(value));
        Optional<Line> answered = line("answer", assignments.toString(), renderer, observer, settings);
        answered.ifPresent(opened -> wholeCall.map(this::recording).ifPresent(recording -> {
            recording.begin();
            opened.recordedBy(recording);
        }));
        return answered.map(opened -> opened);
    }

    /**
     * A line to a caller who is spoken to and not answered, so that nobody pays for it and the call can still be refused; empty where the
     * caller has gone before.
     *
     * @param renderer as that of {@link #answer}
     */
    public Optional<Platform> early(PromptRenderer renderer, PlaybackArgument playback) {
        return line(
                        "pre_answer",
                        "^^;" + Terminators.NONE.assignment(),
                        renderer,
                        PlayObserver.NONE,
                        LineSettings.direct().playing(playback))
                .map(opened -> opened);
    }

    /** Opens the audio by this application of the switch. */
    private Optional<Line> line(
            String application,
            String assignments,
            PromptRenderer renderer,
            PlayObserver observer,
            LineSettings settings) {
        control.execute("multiset", assignments, "terminators");
        control.execute(application, "", OPENING);
        Duration answering = patience.multipliedBy(2);
        Duration until = inbox.elapsed().plus(answering);
        while (true) {
            switch (inbox.take(until.minus(inbox.elapsed())).orElse(null)) {
                case null -> {
                    LOG.error("the switch did not answer the call within {} s; giving it up", answering.toSeconds());
                    control.hangUp("NORMAL_TEMPORARY_FAILURE");
                    return Optional.empty();
                }
                case CallMessage.Executed done
                when done.id().equals(OPENING) -> {
                    WorkBeside beside = WorkBeside.ofCall(inbox);
                    var answered = new Line(
                            connectionInfo(),
                            control,
                            inbox,
                            new Player(control, inbox, renderer, Files::isReadable, beside, settings.playback()),
                            beside,
                            observer,
                            settings,
                            inbox::put);
                    line = Optional.of(answered);
                    return Optional.of(answered);
                }
                case CallMessage.HungUp _ -> {
                    return Optional.empty();
                }
                case CallMessage.Executed _,
                        CallMessage.KeyPressed _,
                        CallMessage.SpeechBegan _,
                        CallMessage.SpeechHeard _,
                        CallMessage.PlaybackBegan _,
                        CallMessage.WorkDone _,
                        CallMessage.Bridged _,
                        CallMessage.MachineHeard _ -> {}
            }
        }
    }

    /** A variable of the channel as it was when the switch brought the call. */
    public Optional<String> variable(String name) {
        return channel.get("variable_" + name);
    }

    /** Whether a document has sent the call on through the switch's dialplan before it came here, maybe one of this server. */
    public boolean isHandedOn() {
        return variable(HANDED_ON_VARIABLE).equals(Optional.of("true"));
    }

    /** The switch has brought the call by another connection: this one is lost, whatever it looks like. Any thread. */
    public void lose() {
        inbox.put(new CallMessage.HungUp(CONNECTION_LOST));
        inbox.released("");
    }

    /** The call, which was handed on to the switch's dialplan, has come to a hotline again: what it was here is over. Any thread. */
    public void letGo() {
        inbox.put(new CallMessage.HungUp(HANDED_ON));
        inbox.released("");
    }

    /** The switch has something to say of this call: it is asked to say it at once. Any thread. */
    public void nudge() {
        connection.nudge();
    }

    /** Whether the connection was lost, so that the call itself may still be up. */
    public boolean isLost() {
        return hangupCause().equals(Optional.of(CONNECTION_LOST));
    }

    private CallRecording recording(Path file) {
        return new CallRecording(
                uuid(),
                file,
                control::api,
                CompletableFuture.delayedExecutor(CallRecording.TAIL.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Ends the call with a cause of Q.850 under the switch's name, such as {@code SWITCH_CONGESTION}. */
    public void hangUp(String cause) {
        control.hangUp(cause);
    }

    /** Hangs up and waits until the switch has done it, so that closing the connection leaves no call behind. */
    void end() {
        control.hangUp("NORMAL_CLEARING");
        Duration until = inbox.elapsed().plus(patience);
        while (hangupCause().isEmpty() && inbox.elapsed().compareTo(until) < 0) {
            inbox.take(until.minus(inbox.elapsed()));
        }
        if (hangupCause().isEmpty()) {
            LOG.error("the switch did not confirm that it hung up within {} s", patience.toSeconds());
        }
    }

    /**
     * Waits, however long, until the call is over: for one whose caller talks to somebody else now. Returns at once when the
     * server gives the call up; FreeSWITCH lets the parties go on talking then.
     */
    public void awaitRelease() {
        while (hangupCause().isEmpty()) {
            inbox.take(WHILE_THEY_TALK);
        }
    }

    /** Gives back what the call had of this server. */
    void close() {
        line.ifPresent(Line::close);
    }

    /** Why the call ended; empty while it is up. */
    public Optional<String> hangupCause() {
        return inbox.hangUp().map(CallMessage.HungUp::cause);
    }

    /** Whether the call was off the hook when it ended, even where it ended too soon for {@link #answer} to open a line. */
    public boolean isEndedAfterAnswer() {
        return inbox.hangUp().map(CallMessage.HungUp::answered).orElse(false);
    }

    /**
     * Whether the switch, not the caller, hung up a call that is over, as after {@code uuid_kill}. Waits a second at most for the
     * switch to say it; false where it does not.
     */
    public boolean isEndedBySwitch() {
        return inbox.disposition(LAST_WORD).startsWith("send_");
    }

    private ConnectionInfo connectionInfo() {
        return new ConnectionInfo(
                address(number()),
                address(caller()),
                "sip",
                "2.0",
                ConnectionInfo.Originator.REMOTE,
                channel.get("variable_sip_h_X-AAI", UserToUser.text(channel.get("variable_sip_h_User-to-User", ""))),
                Diversions.of(channel),
                Map.of("uuid", uuid()));
    }

    private static URI address(String number) {
        try {
            return new URI("tel", number.isEmpty() ? "anonymous" : number, null);
        } catch (URISyntaxException e) {
            LOG.warn("a number that is none: {}", e.getMessage());
            return URI.create("tel:anonymous");
        }
    }
}
