package org.belltower.server.call;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
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
import org.belltower.voicexml.fetch.AudioShelf;
import org.belltower.voicexml.fetch.Fetchers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each call with the application of its number and writes a record and a path of every call, also of one that is refused
 * or gone before it could be taken over. Thread-safe; {@link #handle} runs on the
 * call's thread.
 */
public final class HotlineCalls implements CallHandler {
    private static final Logger LOG = LoggerFactory.getLogger(HotlineCalls.class);

    private final Map<String, VoiceApplication> byNumber;
    private final CallJournal journal;
    private final Hotline hotline;
    private final SynthesisCache clips;
    private final SsmlRenderer renderer;
    private final FetchedClips fetched;
    private final InstantSource clock;
    private final LineSettings lines;
    private final RecordedCalls recorded;
    /** One for each call in progress; one that has been released has given its place back, also while its record is written. */
    private final Semaphore places;

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
     * @param mostCalls at a time; a further one is released as congestion
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
            int mostCalls) {
        this.byNumber = Map.copyOf(byNumber);
        this.journal = journal;
        this.hotline = hotline;
        this.clips = clips;
        this.renderer = renderer;
        this.fetched = fetched;
        this.clock = clock;
        this.lines = lines;
        this.recorded = recorded;
        this.places = new Semaphore(mostCalls);
    }

    @Override
    public void handle(Call call) {
        Optional<VoiceApplication> application = Optional.ofNullable(byNumber.get(call.number()));
        CallPath path = begin(call.uuid(), call.number(), call.caller(), application);
        Optional<Path> recording = recorded.fileFor(call.uuid(), call.number());
        Ending ending = new Ending(EndReason.FAILED, Optional.empty());
        try {
            ending = take(call, application, path, recording);
        } finally {
            recording.ifPresent(recorded::ended);
            path.ended(clock.instant(), ending.reason(), call.hangupCause().or(ending::cause));
        }
    }

    @Override
    public void notTaken(UntakenCall call) {
        CallPath path =
                begin(call.uuid(), call.number(), call.caller(), Optional.ofNullable(byNumber.get(call.number())));
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

    private CallPath begin(String uuid, String number, String caller, Optional<VoiceApplication> application) {
        return CallPath.begin(
                uuid,
                journal.started(
                        new NewCall(uuid, clock.instant(), number, caller, application.map(VoiceApplication::name))),
                application.map(VoiceApplication::folder).orElse(URI.create("")),
                clock);
    }

    private Ending take(Call call, Optional<VoiceApplication> application, CallPath path, Optional<Path> recording) {
        if (application.isEmpty()) {
            return refuse(call, path, "UNALLOCATED_NUMBER", "no hotline has this number; ivr.yaml names them");
        }
        if (!places.tryAcquire()) {
            return refuse(call, path, "SWITCH_CONGESTION", "over the limit of calls at a time");
        }
        try {
            EndReason reason = answer(call, application.get(), path, recording);
            if (reason == EndReason.TRANSFERRED) {
                // The hotline is through with the caller, who may be talking to an agent: the call still counts as one.
                call.awaitRelease();
            }
            return new Ending(reason, Optional.empty());
        } finally {
            places.release();
        }
    }

    private Ending refuse(Call call, CallPath path, String cause, String why) {
        LOG.info("call refused: {}", why);
        path.onEvent("belltower.rejected", why, clock.instant());
        call.hangUp(cause);
        return new Ending(EndReason.REJECTED, Optional.of(cause));
    }

    private EndReason answer(Call call, VoiceApplication application, CallPath path, Optional<Path> recording) {
        try (CallClips ownClips = clips.forCall();
                FetchedClips.OfCall ownAudio = fetched.forCall()) {
            PromptRenderer ownRenderer = renderer.withClips(ownClips).reaching(files(application));
            Optional<Platform> line = call.answer(ownRenderer, path, lines, recording);
            if (line.isEmpty()) {
                path.onEvent("belltower.abandoned", "the call was over before it was answered", clock.instant());
                return EndReason.ABANDONED;
            }
            path.answered(clock.instant());
            return switch (application) {
                case VoiceApplication.Ready ready -> run(ready, call, line.get(), path, new CallShelf(ownAudio));
                case VoiceApplication.Broken broken -> {
                    path.onEvent(
                            "error.belltower.broken-application",
                            String.join("\n", broken.problems()),
                            clock.instant());
                    yield apologise(line.get());
                }
            };
        }
    }

    /** Those of the application, what callers say and what was fetched; names of what belongs to another call cannot be guessed. */
    private AudioFolders files(VoiceApplication application) {
        return new AudioFolders(List.of(Path.of(application.folder())), List.of(lines.recordings(), fetched.folder()));
    }

    private EndReason run(
            VoiceApplication.Ready application, Call call, Platform line, CallPath path, AudioShelf shelf) {
        try (HotlineSession session = hotline.newSession()) {
            if (application.languages().size() == 1) {
                path.onLanguage(application.languages().getFirst(), clock.instant());
            }
            Fetchers own = Fetchers.none().with(HotlineFetcher.SCHEME, new HotlineFetcher(session, path::fetched));
            SessionEnd end = application.engine().run(application.start(), line, path, own, shelf);
            return switch (end) {
                case SessionEnd.Exited _, SessionEnd.Disconnected _ -> {
                    line.disconnect();
                    yield EndReason.COMPLETED;
                }
                case SessionEnd.Transferred _ -> EndReason.TRANSFERRED;
                case SessionEnd.HungUp _ -> hungUp(call, path);
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
