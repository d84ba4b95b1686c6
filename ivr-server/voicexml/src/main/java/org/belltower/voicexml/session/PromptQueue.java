package org.belltower.voicexml.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.SessionObserver;
import org.belltower.voicexml.fetch.AudioShelf;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.PendingAudio;
import org.belltower.voicexml.fetch.ResourceFetcher;

/**
 * The prompts that wait to be played, and the audio in them that is still being fetched. Confined to the call's thread, but for the
 * threads that fetch. Spec: VoiceXML 2.0 §4.1.8.
 */
final class PromptQueue {
    /** How many pieces of audio one call fetches at a time. */
    private static final int AUDIO_AT_ONCE = 8;

    private final Secrets secrets;
    private final SessionObserver observer;
    private final Optional<AudioShelf> shelf;
    private final List<QueuedPrompt> prompts = new ArrayList<>();
    private final Semaphore audioAtOnce = new Semaphore(AUDIO_AT_ONCE);
    /** Why audio could not be had, from the threads that fetched it. */
    private final Queue<String> unheard = new ConcurrentLinkedQueue<>();

    private Optional<Duration> timeout = Optional.empty();

    /** @param shelf where fetched audio lies; empty where no line plays it */
    PromptQueue(Secrets secrets, SessionObserver observer, Optional<AudioShelf> shelf) {
        this.secrets = secrets;
        this.observer = observer;
        this.shelf = shelf;
    }

    /** @param wanted how long the prompt says that an answer may take to begin */
    void add(QueuedPrompt prompt, Optional<Duration> wanted) {
        prompts.add(prompt);
        timeout = wanted;
    }

    /** Before all that waits. */
    void addFirst(QueuedPrompt prompt) {
        prompts.addFirst(prompt);
    }

    /** Nobody is left to hear them. */
    void clear() {
        prompts.clear();
    }

    List<QueuedPrompt> waiting() {
        return Collections.unmodifiableList(prompts);
    }

    /** All of them, which wait no more; those that tell a secret are marked so, and the observer does not hear it. */
    List<QueuedPrompt> take(Instant now) {
        var due = new ArrayList<QueuedPrompt>(prompts.size());
        for (QueuedPrompt prompt : prompts) {
            boolean secret = secrets.within(prompt.ssml());
            due.add(secret ? secrets.marked(prompt) : prompt);
            observer.onPrompt(secret ? secrets.masked(prompt) : prompt, now);
        }
        prompts.clear();
        return due;
    }

    /** Without those that tell a secret. Empty where one of them waits for a fetch. */
    Optional<List<QueuedPrompt>> keepable() {
        return prompts.stream().allMatch(prompt -> prompt.audio().isEmpty())
                ? Optional.of(prompts.stream()
                        .filter(prompt -> !secrets.within(prompt.ssml()))
                        .toList())
                : Optional.empty();
    }

    /** With the timeout of the last prompt, which goes before that of the properties. Spec: VoiceXML 2.0 §4.1.7. */
    InputRequest timed(InputRequest request) {
        Duration wanted = timeout.orElse(request.timeout());
        timeout = Optional.empty();
        return new InputRequest(
                request.grammars(), wanted, request.dtmf(), request.modes(), request.secret(), request.speech());
    }

    /** The fetch of audio, where there is a line that plays it; not begun yet. */
    Optional<PendingAudio> pending(FetchRequest request, ResourceFetcher fetcher) {
        return shelf.map(ready -> new PendingAudio(request, fetcher, ready, audioAtOnce, unheard::add));
    }

    /** Tells, once, of audio in whose place a prompt has said something else. */
    void tellUnheard(Consumer<String> to) {
        while (!unheard.isEmpty()) {
            to.accept(unheard.remove());
        }
    }
}
