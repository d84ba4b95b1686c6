package org.belltower.server.call;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.belltower.hotline.Hotline;
import org.belltower.hotline.HotlineSession;
import org.belltower.prompt.AudioFolders;
import org.belltower.prompt.FetchedClips;
import org.belltower.prompt.PromptRenderer;
import org.belltower.prompt.SsmlRenderer;
import org.belltower.server.Apology;
import org.belltower.server.application.VoiceApplication;
import org.belltower.speech.CallClips;
import org.belltower.speech.SynthesisCache;
import org.belltower.store.EndReason;
import org.belltower.store.journal.CallJournal;
import org.belltower.store.journal.NewCall;
import org.belltower.telephony.Call;
import org.belltower.telephony.CallHandler;
import org.belltower.telephony.LineSettings;
import org.belltower.telephony.UntakenCall;
import org.belltower.voicexml.Platform;
import org.belltower.voicexml.SessionEnd;
import org.belltower.voicexml.SessionKeeper;
import org.belltower.voicexml.fetch.AudioShelf;
import org.belltower.voicexml.fetch.Fetchers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each call with the application of its number and writes a record and a path of every call, also of one that is refused
 * or gone before it could be taken over. Thread-safe; {@link #handle} runs on the
 * call's thread.
 */
public final class HotlineCalls implements CallHandler {
    private static final Logger LOG = LoggerFactory.getLogger(HotlineCalls.class);

    /** Variables of the channel, which lives as long as the call. */
    private static final String TAKEOVERS = "belltower_takeovers";

    private static final String KEY = "belltower_journal";

    /** For a call that was handed on to leave. */
    private static final Duration HANDING_ON = Duration.ofSeconds(5);

    private final Map<String, VoiceApplication> byNumber;
    private final CallJournal journal;
    private final Hotline hotline;
    private final SynthesisCache clips;
    private final SsmlRenderer renderer;
    private final FetchedClips fetched;
    private final InstantSource clock;
    private final LineSettings lines;
    private final RecordedCalls recorded;
    private final CallsInProgress inProgress;
    private final Reconnection reconnection;
    private final SessionJournal sessions;
    /** A call that has been released has given its place back, also while its record is written. */
    private final Admission admission;

    private final LongAdder unknownNumbers = new LongAdder();

    /**
     * How a call ended.
     *
     * @param cause the one that it was released with; the switch's own word counts more where it has said one
     */
    private record Ending(EndReason reason, Optional<String> cause) {}

    /**
     * For all calls of a server.
     *
     * @param fetched audio that came over the network
     * @param lines where recordings lie and how others are reached
     * @param recorded where whole calls are recorded
     * @param inProgress where calls of this server are known by their names
     * @param links the switches
     * @param sessions what calls need to go on after this process
     * @param admission who is let in; others hear that all lines are busy, and are released
     */
    public HotlineCalls(
            Map<String, VoiceApplication> byNumber,
            CallJournal journal,
            Hotline hotline,
            SynthesisCache clips,
            SsmlRenderer renderer,
            FetchedClips fetched,
            InstantSource clock,
            LineSettings lines,
            RecordedCalls recorded,
            CallsInProgress inProgress,
            SwitchLinks links,
            SessionJournal sessions,
            Admission admission) {
        this.recorded = recorded;
        this.inProgress = inProgress;
        this.reconnection = new Reconnection(links, clock);
        this.sessions = sessions;
        this.byNumber = Map.copyOf(byNumber);
        this.journal = journal;
        this.hotline = hotline;
        this.clips = clips;
        this.renderer = renderer;
        this.fetched = fetched;
        this.clock = clock;
        this.lines = lines;
        this.admission = admission;
    }

    /** Calls to numbers that no hotline has. */
    public long unknownNumbers() {
        return unknownNumbers.sum();
    }

    @Override
    public void handle(Call call) {
        if (!call.isHandedOn()) {
            if (!inProgress.bringBack(call)) {
                drive(call);
            }
            return;
        }
        // Where it was a call of this server before, that one is over.
        Optional<CallsInProgress.Seat> before = inProgress.letGo(call.uuid(), HANDING_ON);
        try {
            drive(call);
        } finally {
            before.ifPresent(CallsInProgress.Seat::succeeded);
        }
    }

    private void drive(Call call) {
        Optional<VoiceApplication> application = Optional.ofNullable(byNumber.get(call.number()));
        Past past = past(call, application);
        CallsInProgress.Seat seat = inProgress.enter(call);
        try (seat) {
            CallPath path = begin(call.uuid(), call.number(), call.caller(), application, past.takeovers());
            if (call.isHandedOn()) {
                path.onEvent("belltower.handed-on", "the call has come by the switch's dialplan", clock.instant());
            } else if (past.takeovers() > 0) {
                path.interrupted(
                        past.kept().isPresent()
                                ? "the call had lost its server; it goes on where it was"
                                : "the call had lost its server; it begins anew",
                        clock.instant());
            }
            Optional<Path> recording = recorded.fileFor(call.uuid(), call.number());
            Ending ending = new Ending(EndReason.FAILED, Optional.empty());
            try {
                ending = take(seat, application, past, path, recording);
            } finally {
                recording.ifPresent(recorded::ended);
                Optional<String> cause = seat.call().hangupCause().or(ending::cause);
                if (!cause.equals(Optional.of(Call.SERVER_STOPS)) && !seat.isAdrift()) {
                    sessions.forget(call.uuid());
                }
                path.ended(clock.instant(), ending.reason(), cause);
            }
        }
        seat.awaitSuccessor();
    }

    /**
     * What a call has been through before this server had it.
     *
     * @param takeovers by how many servers it was taken over
     * @param kept what the last of them has kept of it
     */
    private record Past(int takeovers, JournalKey key, Optional<KeptCall> kept) {
        /** For the channel. */
        Map<String, String> variables() {
            return Map.of(TAKEOVERS, String.valueOf(takeovers + 1), KEY, key.text());
        }
    }

    private Past past(Call call, Optional<VoiceApplication> application) {
        int takeovers = call.variable(TAKEOVERS)
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::parseInt)
                .orElse(0);
        Optional<JournalKey> key =
                call.isHandedOn() ? Optional.empty() : call.variable(KEY).flatMap(JournalKey::parse);
        Optional<KeptCall> kept = key.flatMap(known -> sessions.find(call.uuid(), known))
                .filter(found -> application.map(VoiceApplication::name).equals(Optional.of(found.application())));
        return new Past(takeovers, key.orElseGet(JournalKey::random), kept);
    }

    @Override
    public void notTaken(UntakenCall call) {
        CallPath path =
                begin(call.uuid(), call.number(), call.caller(), Optional.ofNullable(byNumber.get(call.number())), 0);
        if (call.gone()) {
            path.onEvent(
                    "belltower.abandoned",
                    "the call was over before it was taken over: " + call.reason(),
                    clock.instant());
            path.ended(clock.instant(), EndReason.ABANDONED, Optional.of("ORIGINATOR_CANCEL"));
        } else {
            path.onEvent("error.belltower.not-taken", call.reason(), clock.instant());
            path.ended(clock.instant(), EndReason.FAILED, Optional.of(Call.CONNECTION_LOST));
        }
    }

    private CallPath begin(
            String uuid, String number, String caller, Optional<VoiceApplication> application, int takeovers) {
        NewCall call = new NewCall(uuid, clock.instant(), number, caller, application.map(VoiceApplication::name));
        return CallPath.begin(
                uuid,
                takeovers == 0 ? journal.started(call) : journal.resumed(call, takeovers),
                application.map(VoiceApplication::folder).orElse(URI.create("")),
                clock);
    }

    private Ending take(
            CallsInProgress.Seat seat,
            Optional<VoiceApplication> application,
            Past past,
            CallPath path,
            Optional<Path> recording) {
        if (application.isEmpty()) {
            unknownNumbers.increment();
            return refuse(seat.call(), path, "UNALLOCATED_NUMBER", "no hotline has this number; ivr.yaml names them");
        }
        switch (admission.admit(past.takeovers() > 0)) {
            case Admission.Verdict.Refused(String limit) -> {
                return refuse(seat.call(), path, told(seat.call(), path), limit);
            }
            case Admission.Verdict.Admitted(Admission.Place place) -> {
                try (place) {
                    EndReason reason = answer(seat, application.get(), past, path, place, recording);
                    if (reason == EndReason.TRANSFERRED) {
                        // The hotline is through with the caller, who may be talking to an agent: the call still counts
                        // as one.
                        seat.call().awaitRelease();
                    }
                    return new Ending(reason, Optional.empty());
                }
            }
        }
    }

    /** Tells a caller that all lines are busy, where there is room for that, and gives the cause to release the call with. */
    private String told(Call call, CallPath path) {
        try (Admission.@Nullable Telling telling = admission.tell().orElse(null)) {
            if (telling != null) {
                call.early(renderer, lines.playback()).ifPresent(line -> {
                    path.onEvent("belltower.busy", "the caller is told that all lines are busy", clock.instant());
                    Apology.playBusyOn(line);
                });
            }
        }
        return admission.busyCause();
    }

    private Ending refuse(Call call, CallPath path, String cause, String why) {
        LOG.info("call refused: {}", why);
        path.onEvent("belltower.rejected", why, clock.instant());
        call.hangUp(cause);
        return new Ending(EndReason.REJECTED, Optional.of(cause));
    }

    private EndReason answer(
            CallsInProgress.Seat seat,
            VoiceApplication application,
            Past past,
            CallPath path,
            Admission.Place place,
            Optional<Path> recording) {
        try (CallClips ownClips = clips.forCall();
                FetchedClips.OfCall ownAudio = fetched.forCall()) {
            PromptRenderer ownRenderer = renderer.withClips(ownClips).reaching(files(application));
            Function<Call, Optional<Platform>> answered =
                    call -> call.answer(ownRenderer, path, lines, past.variables(), recording);
            LastingLine.Return back = talking -> back(seat, path, talking, answered);
            Optional<Platform> first = answered.apply(seat.call()).or(() -> back.line(false));
            if (first.isEmpty() && seat.call().isEndedAfterAnswer()) {
                place.answered();
                path.answered(clock.instant());
                return hungUp(seat.call(), path);
            }
            if (first.isEmpty()) {
                path.onEvent("belltower.abandoned", "the call was over before it was answered", clock.instant());
                return EndReason.ABANDONED;
            }
            place.answered();
            path.answered(clock.instant());
            var line = new LastingLine(first.get(), back, path, past.kept().flatMap(KeptCall::language));
            return switch (application) {
                case VoiceApplication.Ready ready -> run(ready, seat, line, past, path, new CallShelf(ownAudio));
                case VoiceApplication.Broken broken -> {
                    path.onEvent(
                            "error.belltower.broken-application",
                            String.join("\n", broken.problems()),
                            clock.instant());
                    yield apologise(line);
                }
            };
        }
    }

    /** The line by the connection that the call has come back with; empty where it was not lost, or is lost for good. */
    private Optional<Platform> back(
            CallsInProgress.Seat seat, CallPath path, boolean talking, Function<Call, Optional<Platform>> answered) {
        boolean amidTalk = talking;
        while (seat.call().isLost()) {
            Optional<Call> next = amidTalk ? reconnection.afterTalking(seat, path) : reconnection.of(seat, path);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            Optional<Platform> line = answered.apply(next.get());
            if (line.isPresent()) {
                path.onEvent("belltower.reattached", "the call has come back", clock.instant());
                return line;
            }
            amidTalk = false;
        }
        return Optional.empty();
    }

    /** Those of the application, what callers say and what was fetched; names of what belongs to another call cannot be guessed. */
    private AudioFolders files(VoiceApplication application) {
        return new AudioFolders(List.of(Path.of(application.folder())), List.of(lines.recordings(), fetched.folder()));
    }

    private EndReason run(
            VoiceApplication.Ready application,
            CallsInProgress.Seat seat,
            LastingLine line,
            Past past,
            CallPath path,
            AudioShelf shelf) {
        try (HotlineSession session = hotline.newSession()) {
            past.kept().flatMap(KeptCall::customer).ifPresent(session::resume);
            if (past.takeovers() > 0 && !seat.call().isHandedOn()) {
                line.tellResumed();
            }
            SessionKeeper keeper = point -> sessions.keep(
                    seat.uuid(),
                    past.key(),
                    new KeptCall(application.name(), line.language(), session.loggedInCustomer(), point));
            if (application.languages().size() == 1) {
                path.onLanguage(application.languages().getFirst(), clock.instant());
            }
            Fetchers own = Fetchers.none().with(HotlineFetcher.SCHEME, new HotlineFetcher(session, path::fetched));
            SessionEnd end = application
                    .engine()
                    .resume(application.start(), past.kept().map(KeptCall::point), line, path, own, shelf, keeper);
            return switch (end) {
                case SessionEnd.Exited _, SessionEnd.Disconnected _ -> {
                    line.disconnect();
                    yield EndReason.COMPLETED;
                }
                case SessionEnd.Transferred _ -> EndReason.TRANSFERRED;
                case SessionEnd.HungUp _ -> hungUp(seat.call(), path);
                case SessionEnd.Failed failed -> {
                    LOG.error(
                            "the application {} failed: {}: {}", application.name(), failed.event(), failed.message());
                    yield apologise(line);
                }
            };
        } catch (RuntimeException e) {
            // A defect of ours: the caller still gets an ending, and the other calls are untouched.
            LOG.error("the application {} failed unexpectedly: {}", application.name(), DefectTrace.of(e));
            path.onEvent("error.belltower.defect", "the application failed unexpectedly; see the log", clock.instant());
            return apologise(line);
        }
    }

    /** The line is down; who took it down tells the switch's cause. */
    private EndReason hungUp(Call call, CallPath path) {
        return switch (call.hangupCause().orElse("")) {
            case Call.SERVER_STOPS -> EndReason.SERVER_STOPPED;
            case Call.CONNECTION_LOST -> EndReason.FAILED;
            case Call.HANDED_ON -> {
                path.onEvent(
                        "error.connection.protocol",
                        "nobody took the transferred call, and the switch hung up all the same",
                        clock.instant());
                yield EndReason.FAILED;
            }
            // FreeSWITCH: hupall, or uuid_kill with this cause; uuid_kill without one clears normally, as a caller
            // does.
            case "MANAGER_REQUEST" -> EndReason.ENDED_BY_OPERATOR;
            case "NORMAL_CLEARING" -> call.isEndedBySwitch() ? EndReason.ENDED_BY_OPERATOR : EndReason.CALLER_HUNG_UP;
            default -> EndReason.CALLER_HUNG_UP;
        };
    }

    /** For a number whose application cannot run: an apology in every language, then the end. */
    private static EndReason apologise(Platform line) {
        Apology.playOn(line);
        line.disconnect();
        return EndReason.FAILED;
    }
}
