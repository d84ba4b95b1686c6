package org.belltower.speech;

import java.util.Locale;
import org.belltower.audio.Pcm;

/**
 * An engine that speaks text. <em>Thread-safe</em>: many calls use one engine. Closed by whoever opened it; a closed
 * engine fails with {@link SynthesisException.Failure#CLOSED}.
 */
public interface Synthesizer extends AutoCloseable {
    /**
     * Name and version of everything that shapes the sound: it is part of a cached clip's key, so that a new version
     * speaks anew.
     */
    String id();

    /** True where the engine has a voice for the language. An engine that is not installed claims what it would have. */
    boolean speaks(Locale language);

    /** True where the engine has just the voice that is wished for; without that it speaks with its nearest. */
    default boolean has(VoiceWish voice, Locale language) {
        return voice.isNone();
    }

    /**
     * Speaks the whole text; blocks for at most the engine's deadline. {@link Utterance#length()} is {@link Timing}'s.
     *
     * @return 8 kHz audio that has gone through {@link Mastering}
     * @throws SynthesisException in every case of {@link SynthesisException.Failure} but
     *     {@link SynthesisException.Failure#NO_STORAGE}
     */
    Pcm synthesize(Utterance utterance);

    /** Loads what the first text would have to wait for. Failing is no harm: the first text tries again. */
    default void warmUp() {}

    @Override
    void close();
}
