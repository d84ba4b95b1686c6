package org.belltower.speech;

import java.io.Serial;

/**
 * A text could not be spoken. The root of the room's exceptions; {@link #failure()} tells the cases apart. The message
 * says what happened and what to do, and never holds the text.
 */
public final class SynthesisException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Why nothing was spoken. */
    public enum Failure {
        /** No engine speaks the language. */
        NO_VOICE,
        /** The engine is not installed; the message names the package. */
        ENGINE_MISSING,
        /** The text is longer than an engine takes, or holds nothing that can be spoken. */
        BAD_TEXT,
        /** The engine crashed or gave no usable audio. */
        ENGINE_FAILED,
        /** The engine gave no audio within its deadline and was stopped. */
        TIMED_OUT,
        /** Too many texts wait for the engine already. */
        OVERLOADED,
        /** The clip could be written neither to the cache nor to the temporary directory. */
        NO_STORAGE,
        /** The engine or the cache has been closed, or the waiting thread was interrupted. */
        CLOSED
    }

    private final Failure failure;
    private final String engine;

    public SynthesisException(Failure failure, String engine, String message) {
        super(message);
        this.failure = failure;
        this.engine = engine;
    }

    public SynthesisException(Failure failure, String engine, String message, Throwable cause) {
        super(message, cause);
        this.failure = failure;
        this.engine = engine;
    }

    public Failure failure() {
        return failure;
    }

    /** The {@link Synthesizer#id()} that failed, or what stood in for one. */
    public String engine() {
        return engine;
    }

    /** True where the same engine may succeed with the same text at once: it has crashed or hung, and starts anew. */
    boolean worthTheSameEngine() {
        return switch (failure) {
            case ENGINE_FAILED, TIMED_OUT -> true;
            case NO_VOICE, ENGINE_MISSING, OVERLOADED, BAD_TEXT, NO_STORAGE, CLOSED -> false;
        };
    }

    /** True where another engine may succeed with the same text. */
    boolean worthAnotherEngine() {
        return switch (failure) {
            case NO_VOICE, ENGINE_MISSING, ENGINE_FAILED, TIMED_OUT, OVERLOADED -> true;
            case BAD_TEXT, NO_STORAGE, CLOSED -> false;
        };
    }
}
