package org.belltower.server.call;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.belltower.store.EndReason;
import org.belltower.store.journal.CallEventKind;
import org.belltower.store.journal.CallLog;
import org.belltower.store.journal.CallStep;
import org.belltower.store.journal.JournalResult;
import org.belltower.telephony.PlayObserver;
import org.belltower.telephony.PlayOutcome;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputObserved;
import org.belltower.voicexml.NodeVisit;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.SessionEnd;
import org.belltower.voicexml.SessionObserver;
import org.belltower.voicexml.SessionStart;
import org.belltower.voicexml.SpokenWord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes the path of one call to the journal. The call's thread, and for {@link #fetched} one beside it, hands the steps over
 * and goes on; a virtual thread of the call's own waits for the disk, so that no prompt does. {@link #ended} returns when
 * everything is on disk; what comes after it is not written.
 *
 * <p>The queue between the two is bounded. Where the disk is so slow that it fills, the call's thread waits at most
 * {@link #PATIENCE}, then drops the step and logs that once.
 */
final class CallPath implements SessionObserver, PlayObserver {
    private static final Logger LOG = LoggerFactory.getLogger(CallPath.class);
    private static final int CAPACITY = 512;
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final Duration LAST_WRITE = Duration.ofSeconds(10);
    /** In place of a prompt that tells a secret. */
    private static final String SECRET = "<speak>" + InputObserved.MASK + "</speak>";

    /** Characters of one prompt that are kept. */
    private static final int LONGEST_PROMPT = 10_000;

    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final CallLog log;
    private final InstantSource clock;
    private final URI applicationFolder;
    private final Thread writer;
    private final AtomicBoolean dropped = new AtomicBoolean();
    /** Prompts on their way to the line; confined to the call's thread. */
    private final Deque<QueuedPrompt> due = new ArrayDeque<>();

    private sealed interface Entry {
        record Answered(Instant at) implements Entry {}

        record Spoken(Locale language) implements Entry {}

        record Step(CallStep step) implements Entry {}

        record Ended(Instant at, EndReason reason, Optional<String> cause) implements Entry {}
    }

    private CallPath(String uuid, CallLog log, URI applicationFolder, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        this.applicationFolder = applicationFolder;
        this.writer = Thread.ofVirtual().name("path-" + uuid).unstarted(() -> write(uuid));
    }

    /**
     * A path with nothing on it yet.
     *
     * @param applicationFolder documents are named relative to it
     */
    static CallPath begin(String uuid, CallLog log, URI applicationFolder, InstantSource clock) {
        CallPath path = new CallPath(uuid, log, applicationFolder, clock);
        path.writer.start();
        return path;
    }

    void answered(Instant at) {
        put(new Entry.Answered(at), PATIENCE);
    }

    @Override
    public void onLanguage(Locale language, Instant at) {
        put(new Entry.Spoken(language), PATIENCE);
    }

    /** The last entry; returns when it and all before it are on disk, or the disk has not taken them for a while. */
    void ended(Instant at, EndReason reason, Optional<String> cause) {
        put(new Entry.Ended(at, reason, cause), LAST_WRITE);
        try {
            if (!writer.join(LAST_WRITE)) {
                writer.interrupt();
                LOG.error("the call's record is not on disk after {} s; look at the disk", LAST_WRITE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onSessionStart(SessionStart start) {
        LOG.info("session starts with {}", name(start.document()));
    }

    @Override
    public void onNode(NodeVisit visit) {
        step(new CallStep(
                visit.at(),
                CallEventKind.NODE,
                Optional.of(name(visit.document())),
                Optional.of(visit.dialog()),
                visit.item(),
                Map.of("element", visit.kind())));
    }

    /** Kept until the line says how much of it was heard; secrets are masked. */
    @Override
    public void onPrompt(QueuedPrompt prompt, Instant at) {
        due.add(prompt);
    }

    /** A prompt of this server's own goes to the line, as {@link #onPrompt}. */
    void onQueued(QueuedPrompt prompt) {
        due.add(prompt);
    }

    /** The line was lost in the midst of what is due on it. */
    void interrupted(String why, Instant at) {
        due.clear();
        onEvent("belltower.interrupted", why, at);
    }

    /** Prompts go to the line once more; what tells a secret is not written. */
    void replayed(List<QueuedPrompt> prompts) {
        for (QueuedPrompt prompt : prompts) {
            due.add(prompt.ssml().contains("sensitive=\"true\"") ? prompt.with(SECRET) : prompt);
        }
    }

    @Override
    public void onPlayed(List<PlayOutcome> outcomes) {
        Instant at = clock.instant();
        for (PlayOutcome outcome : outcomes) {
            // Prompts of the platform's own, such as the apology, come from no document.
            Optional.ofNullable(due.poll()).ifPresent(prompt -> step(heard(prompt, outcome, at)));
        }
    }

    private static CallStep heard(QueuedPrompt prompt, PlayOutcome outcome, Instant at) {
        String ssml = prompt.ssml();
        return new CallStep(
                at,
                CallEventKind.HEARD,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(
                        "ssml", ssml.length() <= LONGEST_PROMPT ? ssml : ssml.substring(0, LONGEST_PROMPT) + "…",
                        "language", prompt.language().toLanguageTag(),
                        "outcome", outcome.code()));
    }

    /**
     * A service of the hotline has answered. Any thread.
     *
     * @param service its name, without parameters
     * @param outcome such as {@code found}
     */
    void fetched(String service, String outcome) {
        step(new CallStep(
                clock.instant(),
                CallEventKind.FETCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("service", service, "outcome", outcome)));
    }

    @Override
    public void onInput(InputObserved input) {
        Map<String, String> detail = new LinkedHashMap<>();
        input.mode().ifPresent(mode -> detail.put("mode", mode.name()));
        detail.put("utterance", input.utterance());
        detail.put("matched", String.valueOf(input.matched()));
        if (input.mode().equals(Optional.of(InputMode.VOICE))) {
            input.confidence()
                    .ifPresent(sure -> detail.put("confidence", String.format(Locale.ROOT, "%.2f", sure.value())));
        }
        if (!input.words().isEmpty()) {
            detail.put("words", input.words().stream().map(SpokenWord::toString).collect(Collectors.joining(", ")));
        }
        step(new CallStep(
                input.at(),
                CallEventKind.INPUT,
                Optional.empty(),
                Optional.of(input.dialog()),
                Optional.of(input.item()),
                detail));
    }

    @Override
    public void onEvent(String event, String message, Instant at) {
        CallEventKind kind = event.startsWith("error.") ? CallEventKind.ERROR : CallEventKind.EVENT;
        if (kind == CallEventKind.ERROR) {
            LOG.error("{}: {}", event, message);
        }
        step(new CallStep(
                at,
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("event", event, "message", message)));
    }

    @Override
    public void onLog(String label, String text, Instant at) {
        LOG.info("document says {}: {}", label, text);
    }

    @Override
    public void onEnd(SessionEnd end, Instant at) {
        // Not the values that it gives back: a document may name a secret among them.
        LOG.info("session ends: {}", end.getClass().getSimpleName());
    }

    private String name(URI document) {
        return applicationFolder.relativize(document).toString();
    }

    private void step(CallStep step) {
        put(new Entry.Step(step), PATIENCE);
    }

    private void write(Entry entry) {
        try {
            JournalResult result = switch (entry) {
                case Entry.Answered(Instant at) -> log.answered(at);
                case Entry.Spoken(Locale language) -> log.language(language);
                case Entry.Step(CallStep step) -> log.step(step);
                case Entry.Ended(Instant at, EndReason reason, Optional<String> cause) -> log.ended(at, reason, cause);
            };
            if (result instanceof JournalResult.Lost(String reason)) {
                LOG.error("an entry of the call's record is lost: {}", reason);
            }
        } catch (RuntimeException e) {
            // A defect with this entry must not cost the call's record its end.
            LOG.error(
                    "an entry of the call's record is lost: {}",
                    entry.getClass().getSimpleName(),
                    e);
        }
    }

    private void put(Entry entry, Duration patience) {
        try {
            tell(queue.offer(entry, patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Whoever is interrupted does not wait, but its record is to have an end all the same.
            tell(queue.offer(entry));
            Thread.currentThread().interrupt();
        }
    }

    private void tell(boolean queued) {
        if (!queued && !dropped.getAndSet(true)) {
            LOG.error("steps of the call's path are lost: the disk is too slow; look at it");
        }
    }

    private void write(String uuid) {
        try (var _ = MDC.putCloseable("call", uuid)) {
            Entry entry;
            do {
                entry = queue.take();
                write(entry);
            } while (!(entry instanceof Entry.Ended));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
