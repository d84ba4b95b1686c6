package org.belltower.server.call;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.belltower.hotline.Hotline;
import org.belltower.hotline.HotlineSession;
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
import org.belltower.voicexml.Platform;
import org.belltower.voicexml.SessionEnd;
import org.belltower.voicexml.fetch.Fetchers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each call with the application of its number and writes the call's record. Thread-safe; {@link #handle} runs on the
 * call's thread.
 */
public final class HotlineCalls implements CallHandler {
    private static final Logger LOG = LoggerFactory.getLogger(HotlineCalls.class);

    private final Map<String, VoiceApplication> byNumber;
    private final CallJournal journal;
    private final Hotline hotline;
    private final SynthesisCache clips;
    private final SsmlRenderer renderer;
    private final InstantSource clock;

    public HotlineCalls(
            Map<String, VoiceApplication> byNumber,
            CallJournal journal,
            Hotline hotline,
            SynthesisCache clips,
            SsmlRenderer renderer,
            InstantSource clock) {
        this.byNumber = Map.copyOf(byNumber);
        this.journal = journal;
        this.hotline = hotline;
        this.clips = clips;
        this.renderer = renderer;
        this.clock = clock;
    }

    @Override
    public void handle(Call call) {
        Optional<VoiceApplication> application = Optional.ofNullable(byNumber.get(call.number()));
        CallPath path = CallPath.begin(
                call.uuid(),
                journal.started(new NewCall(
                        call.uuid(),
                        clock.instant(),
                        call.number(),
                        call.caller(),
                        application.map(VoiceApplication::name))),
                application.map(VoiceApplication::folder).orElse(URI.create("")));
        EndReason reason = EndReason.FAILED;
        try {
            reason = answer(call, application, path);
        } finally {
            path.ended(clock.instant(), reason, call.hangupCause());
        }
    }

    private EndReason answer(Call call, Optional<VoiceApplication> application, CallPath path) {
        if (application.isEmpty()) {
            LOG.warn("no application for the number {}; add it under 'hotlines' in ivr.yaml", call.number());
            call.hangUp("UNALLOCATED_NUMBER");
            return EndReason.REJECTED;
        }
        try (CallClips ownClips = clips.forCall()) {
            PromptRenderer ownRenderer = renderer.withClips(ownClips);
            Optional<Platform> line = call.answer(ownRenderer);
            if (line.isEmpty()) {
                return EndReason.ABANDONED;
            }
            path.answered(clock.instant());
            return switch (application.get()) {
                case VoiceApplication.Ready ready -> run(ready, call, line.get(), path);
                case VoiceApplication.Broken _ -> apologise(line.get());
            };
        }
    }

    private EndReason run(VoiceApplication.Ready application, Call call, Platform line, CallPath path) {
        try (HotlineSession session = hotline.newSession()) {
            Fetchers own = Fetchers.none().with(HotlineFetcher.SCHEME, new HotlineFetcher(session));
            SessionEnd end = application.engine().run(application.start(), line, path, own);
            return switch (end) {
                case SessionEnd.Exited _, SessionEnd.Disconnected _ -> {
                    line.disconnect();
                    yield EndReason.COMPLETED;
                }
                case SessionEnd.HungUp _ -> hungUp(call);
                case SessionEnd.Failed failed -> {
                    LOG.error(
                            "the application {} failed: {}: {}", application.name(), failed.event(), failed.message());
                    yield apologise(line);
                }
            };
        } catch (RuntimeException e) {
            // A defect of ours: the caller still gets an ending, and the other calls are untouched.
            LOG.error("the application {} failed unexpectedly", application.name(), e);
            return apologise(line);
        }
    }

    /** The line is down; who took it down tells the switch's cause. */
    private static EndReason hungUp(Call call) {
        return switch (call.hangupCause().orElse("")) {
            case "SYSTEM_SHUTDOWN", "MANAGER_REQUEST" -> EndReason.SERVER_STOPPED;
            case Call.CONNECTION_LOST -> EndReason.FAILED;
            default -> EndReason.CALLER_HUNG_UP;
        };
    }

    /** For a number whose application cannot run: an apology in every language, then the end. */
    private static EndReason apologise(Platform line) {
        line.play(Apology.prompts());
        line.disconnect();
        return EndReason.FAILED;
    }
}
