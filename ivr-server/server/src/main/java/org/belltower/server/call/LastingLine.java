package org.belltower.server.call;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.belltower.server.Resumption;
import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.Platform;
import org.belltower.voicexml.PlayResult;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.fetch.FetchAudio;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line that outlives its connection to the switch: where that is lost in the midst of something and the call comes back, it is begun
 * again on the new connection, and the session hears nothing of it. The caller is told. Confined to the call's thread.
 */
final class LastingLine implements Platform {
    private static final Logger LOG = LoggerFactory.getLogger(LastingLine.class);

    private final Return back;
    private final CallPath path;
    private Platform line;
    private Optional<Locale> language = Optional.empty();

    /** Brings a line back that has been lost. */
    interface Return {
        /** The line by its new connection; empty where it was not lost, or is lost for good. */
        Optional<Platform> line(boolean whileTalking);
    }

    LastingLine(Platform line, Return back, CallPath path, Optional<Locale> language) {
        this.line = line;
        this.back = back;
        this.path = path;
        this.language = language;
    }

    /** That of the last prompt. */
    Optional<Locale> language() {
        return language;
    }

    /** Tells the caller that the dialog goes on. */
    void tellResumed() {
        List<QueuedPrompt> words = Resumption.prompts(language);
        words.forEach(path::onQueued);
        line.play(words);
    }

    private boolean isBack() {
        Optional<Platform> next = back.line(false);
        next.ifPresent(again -> {
            line = again;
            tellResumed();
        });
        return next.isPresent();
    }

    private void note(List<QueuedPrompt> prompts) {
        if (!prompts.isEmpty()) {
            language = Optional.of(prompts.getLast().language());
        }
    }

    @Override
    public ConnectionInfo connection() {
        return line.connection();
    }

    @Override
    public Optional<String> deafTo(List<QueuedPrompt> prompts, InputRequest request) {
        return line.deafTo(prompts, request);
    }

    /**
     * On a new connection the caller is listened to anew; where nobody can listen to words any more, keys go on, and a question that
     * takes none is not asked.
     */
    @Override
    public InputResult collect(List<QueuedPrompt> prompts, InputRequest request) {
        note(prompts);
        InputResult result = line.collect(prompts, request);
        while (result instanceof InputResult.HangUp && isBack()) {
            path.replayed(prompts);
            Optional<String> deaf = line.deafTo(prompts, request);
            deaf.ifPresent(why -> LOG.warn("words are not listened to any more: {}", why));
            result = deaf.isPresent() && !request.modes().contains(InputMode.DTMF)
                    ? new InputResult.Failed("error.noresource", deaf.get())
                    : line.collect(prompts, request);
        }
        return result;
    }

    @Override
    public PlayResult play(List<QueuedPrompt> prompts) {
        note(prompts);
        PlayResult result = line.play(prompts);
        while (result instanceof PlayResult.HangUp && isBack()) {
            path.replayed(prompts);
            result = line.play(prompts);
        }
        return result;
    }

    @Override
    public RecordResult record(List<QueuedPrompt> prompts, RecordRequest request) {
        note(prompts);
        RecordResult result = line.record(prompts, request);
        while (result instanceof RecordResult.HangUp && isBack()) {
            path.replayed(prompts);
            result = line.record(prompts, request);
        }
        return result;
    }

    /** What the parties say to each other goes on without a connection; when they have ended, nobody knows who ended it. */
    @Override
    public TransferResult transfer(List<QueuedPrompt> prompts, TransferRequest request) {
        note(prompts);
        TransferResult result = line.transfer(prompts, request);
        if (result instanceof TransferResult.HangUp(Duration talked)) {
            Optional<Platform> next = back.line(true);
            if (next.isPresent()) {
                line = next.get();
                return new TransferResult.Unknown(talked);
            }
        }
        return result;
    }

    @Override
    public <T> Optional<T> whileConnected(Supplier<T> work) {
        Once<T> once = new Once<>(work);
        Optional<T> result = line.whileConnected(once);
        while (result.isEmpty() && isBack()) {
            result = line.whileConnected(once);
        }
        return result;
    }

    @Override
    public <T> Optional<T> whileConnected(Supplier<T> work, FetchAudio audio) {
        Once<T> once = new Once<>(work);
        Optional<T> result = line.whileConnected(once, audio);
        while (result.isEmpty() && isBack()) {
            result = line.whileConnected(once, audio);
        }
        return result;
    }

    @Override
    public void disconnect() {
        line.disconnect();
        Optional<Platform> next = back.line(false);
        while (next.isPresent()) {
            line = next.get();
            line.disconnect();
            next = back.line(false);
        }
    }

    /** Work that is left to end on one connection and waited for on the next: it runs once. Thread-safe. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> work;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private boolean begun;

        Once(Supplier<T> work) {
            this.work = work;
        }

        private synchronized boolean begins() {
            boolean first = !begun;
            begun = true;
            return first;
        }

        @Override
        public T get() {
            if (begins()) {
                try {
                    result.complete(work.get());
                } catch (RuntimeException | Error e) {
                    result.completeExceptionally(e);
                    throw e;
                }
            }
            try {
                return result.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw e;
            }
        }
    }
}
