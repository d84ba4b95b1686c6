package org.belltower.embeddedswitch.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.belltower.embeddedswitch.media.MediaStream;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.belltower.embeddedswitch.sip.SipLeg;
import org.belltower.embeddedswitch.sip.SipSignal;
import org.belltower.eventsocket.EventHeaders;

/**
 * One call leg: its state, its variables, its inbox, and the waiting that all applications do.
 *
 * <p>Methods under “any thread” are <em>thread-safe</em>; all others are <em>confined to the call's thread</em>, one
 * virtual thread named after the UUID. It ends by {@link #hangUp}, whoever calls it; {@link ChannelLife} then gives
 * everything back.
 */
public final class Channel {
    /** Longer than any call. */
    public static final Duration FOREVER = Duration.ofDays(365);

    private final SwitchCore core;
    private final String uuid;
    private final String name;
    private final CallDirection direction;
    private final Timetable times;
    private final Variables variables = new Variables();
    private final Inbox inbox = new Inbox();
    private final Keypad keypad = new Keypad();
    private final Departure departure = new Departure();
    private final CompletableFuture<HangupCause> ended = new CompletableFuture<>();
    private final CompletableFuture<Boolean> established = new CompletableFuture<>();

    private volatile CallerProfile profile;
    private volatile ChannelState state = ChannelState.CS_NEW;
    private volatile CallState callState = CallState.DOWN;
    private volatile Optional<Channel> partner = Optional.empty();
    private volatile Optional<MediaStream> stream = Optional.empty();
    private volatile Optional<String> codecName = Optional.empty();
    private volatile Optional<SipLeg> leg = Optional.empty();
    private volatile boolean earlyMedia;
    private volatile Runnable progressWatch = () -> {};

    // Confined to the call's thread.
    private final Recordings recordings = new Recordings(this);
    private final ChannelSignals signals = new ChannelSignals(this);
    private final Execution execution = new Execution(this);
    private final Attendance attendance = new Attendance(this, inbox, execution, signals);
    private Optional<ChannelMedia> media = Optional.empty();
    private Optional<HangupCause> mediaRefusal = Optional.empty();
    private boolean hangupTold;

    Channel(SwitchCore core, String uuid, String name, CallDirection direction, CallerProfile profile) {
        this.core = core;
        this.uuid = uuid;
        this.name = name;
        this.direction = direction;
        this.profile = profile;
        this.times = new Timetable(core.clock());
        variables.set("uuid", uuid);
        variables.set("direction", direction.word());
        variables.set("channel_name", name);
    }

    // Any thread.

    public String uuid() {
        return uuid;
    }

    /** {@code sofia/internal/NUMBER@HOST}. */
    public String name() {
        return name;
    }

    public CallDirection direction() {
        return direction;
    }

    public Instant created() {
        return times.created();
    }

    public SwitchCore core() {
        return core;
    }

    public Variables variables() {
        return variables;
    }

    public CallerProfile profile() {
        return profile;
    }

    public ChannelState state() {
        return state;
    }

    public CallState callState() {
        return callState;
    }

    /** The other side of the bridge. */
    public Optional<Channel> partner() {
        return partner;
    }

    public boolean answered() {
        return times.has(Timetable.Step.ANSWERED);
    }

    /** Why it was told to end; empty while it lives. */
    public Optional<HangupCause> cause() {
        return departure.cause();
    }

    /** Completed when everything has been given back. */
    public CompletableFuture<HangupCause> ended() {
        return ended;
    }

    /** True when the call was answered, false when it ended without. */
    public CompletableFuture<Boolean> established() {
        return established;
    }

    public Optional<MediaStream> stream() {
        return stream;
    }

    public Optional<SipLeg> leg() {
        return leg;
    }

    /** Whether audio passes: after the answer, or before it as early media. */
    public boolean hasAudio() {
        return answered() || times.has(Timetable.Step.PROGRESS_MEDIA);
    }

    /** Whether audio comes before the answer. */
    public boolean earlyMedia() {
        return earlyMedia;
    }

    /** Who wants to know of ringing and early media; the last one set. */
    public void onProgress(Runnable watch) {
        progressWatch = watch;
    }

    /** Called once, when the channel is next told to end or to go elsewhere; the last one set. */
    public void onEnding(Runnable watch) {
        departure.watch(watch);
    }

    /** Whether the other side rings. */
    public boolean ringing() {
        return callState == CallState.RINGING;
    }

    void progressed() {
        progressWatch.run();
    }

    Optional<String> codecName() {
        return codecName;
    }

    Timetable times() {
        return times;
    }

    /** A variable, or the field of the caller's profile that has this name. */
    public Optional<String> value(String variable) {
        return variables.get(variable).or(() -> profile.field(variable));
    }

    /** Ends the call; the first cause counts. Every wait of the channel ends at once. */
    public void hangUp(HangupCause cause) {
        if (departure.end(cause)) {
            inbox.nudge();
            departure.tell();
        }
    }

    /** Whether applications must return: the call is over or goes elsewhere. */
    public boolean over() {
        return departure.due();
    }

    /** Breaks the running application off, and with {@code all} forgets those that wait. */
    public void breakOff(boolean all) {
        attendance.breakOff(all);
    }

    /** Sends the channel elsewhere; what runs now ends. */
    public void redirect(Route route) {
        departure.redirect(route);
        inbox.nudge();
        departure.tell();
    }

    /** Takes the channel from whatever it does, to be joined anew; who was joined with it ends with PICKED_OFF. */
    public void pickOff() {
        departure.pick(true);
        redirect(new Route.Serve());
    }

    /** Whether it is being taken from the one that it is joined with. */
    public boolean isPicked() {
        return departure.isPicked();
    }

    /** The same, as if that number had been dialled. */
    public void redirect(Route route, String number) {
        profile = profile.at(number);
        times.note(Timetable.Step.TRANSFERRED);
        redirect(route);
    }

    /** Queues a message; false when the inbox is full or the call is over. */
    public boolean offer(ChannelMessage message) {
        return cause().isEmpty() && inbox.offer(message);
    }

    /** Has the call answered, whatever runs on it; whether it then stands. False at once where it is over. */
    public CompletableFuture<Boolean> answer() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        var _ = ended.thenRun(() -> done.complete(false));
        if (!offer(new ChannelMessage.Answer(done))) {
            done.complete(false);
        }
        return done;
    }

    /** Makes the channel look again at what it waits for. */
    public void nudge() {
        inbox.nudge();
    }

    /** Takes a signal of the SIP leg; called on the SIP threads. */
    public void signal(SipSignal signal) {
        signals.arrived(signal);
    }

    /** Fires an event with this channel's headers and more. */
    public void fire(String event, Consumer<EventHeaders.Builder> more) {
        core.events().fire(event, uuid, partner.map(Channel::uuid).orElse(""), headers -> {
            ChannelHeaders.write(this, headers);
            more.accept(headers);
        });
    }

    public void fire(String event) {
        fire(event, headers -> {});
    }

    /** This channel's headers and variables, as {@code connect} and {@code uuid_dump} give them. */
    public EventHeaders data() {
        EventHeaders.Builder headers = EventHeaders.builder();
        core.events().stamp("CHANNEL_DATA", headers);
        ChannelHeaders.write(this, headers);
        return headers.build();
    }

    // The call's thread.

    /** Keys that came and were not taken yet. */
    public Keypad keypad() {
        return keypad;
    }

    public Recordings recordings() {
        return recordings;
    }

    /** Runs an application now, inside what runs. */
    public void execute(String application, String argument) {
        execution.run(application, argument, Optional.empty());
    }

    /**
     * Waits, and meanwhile serves the call: signals, keys, and applications that come, which run inside this one unless
     * it was started with a lock.
     */
    public Wake await(Duration limit, BooleanSupplier done) {
        return attendance.await(limit, done);
    }

    Attendance attendance() {
        return attendance;
    }

    void tellHangup() {
        Optional<HangupCause> cause = cause();
        if (!hangupTold && cause.isPresent()) {
            hangupTold = true;
            times.note(Timetable.Step.HUNG_UP);
            variables.set("hangup_cause", cause.get().name());
            variables.set("hangup_cause_q850", String.valueOf(cause.get().number()));
            enter(ChannelState.CS_HANGUP);
            enter(CallState.HANGUP);
            fire("CHANNEL_HANGUP");
        }
    }

    Optional<Route> takeRoute() {
        Optional<Route> taken = departure.take();
        progressWatch.run();
        return taken;
    }

    void enter(ChannelState to) {
        if (state != to) {
            state = to;
            fire("CHANNEL_STATE");
        }
    }

    void enter(CallState to) {
        if (callState != to) {
            CallState from = callState;
            callState = to;
            fire("CHANNEL_CALLSTATE", headers -> headers.add("Original-Channel-Call-State", from.name()));
        }
    }

    void leg(SipLeg ours) {
        leg = Optional.of(ours);
    }

    Optional<ChannelMedia> media() {
        return media;
    }

    void media(ChannelMedia opened) {
        media = Optional.of(opened);
        stream = Optional.of(opened.stream());
        opened.stream()
                .onKey(key -> offer(new ChannelMessage.KeyPressed(
                        key.tone().symbol(), key.length(), key.source().name())));
        MediaVariables.local(variables, opened.stream());
    }

    /** The call can have no audio; it ends with this cause when it is to have some. */
    void withoutMedia(HangupCause why) {
        mediaRefusal = Optional.of(why);
    }

    /** Why the call can have no audio; empty where it can. */
    Optional<HangupCause> mediaRefusal() {
        return mediaRefusal;
    }

    /** Sends and receives from now on, and says so in the variables. */
    void startMedia() {
        media.ifPresent(ready -> {
            ready.start();
            agreedMedia(ready);
        });
    }

    void agreedMedia(ChannelMedia ready) {
        ready.agreed().ifPresent(audio -> {
            codecName = Optional.of(audio.codec().name());
            MediaVariables.agreed(variables, audio);
        });
    }

    void earlyMediaBegan() {
        earlyMedia = true;
        times.note(Timetable.Step.PROGRESS_MEDIA);
    }

    /** Joins with another channel; both threads name each other. */
    public void bridgedWith(Channel other) {
        partner = Optional.of(other);
        departure.pick(false);
        times.note(Timetable.Step.BRIDGED);
        variables.set("bridge_uuid", other.uuid());
        variables.set("last_bridge_to", other.uuid());
    }

    public void unbridged() {
        partner = Optional.empty();
        variables.remove("bridge_uuid");
        progressWatch.run();
    }

    /** While two are bridged their state is that of exchanging media. */
    public void exchanging(boolean now) {
        if (cause().isEmpty()) {
            enter(now ? ChannelState.CS_EXCHANGE_MEDIA : ChannelState.CS_EXECUTE);
        }
    }
}
