package org.belltower.speech.recognition;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.belltower.audio.Pcm;

/**
 * One input that is being heard, from admission to {@link #close}. <i>Thread-safe;</i> one thread at a time hears.
 */
public interface Hearing extends AutoCloseable {
    /**
     * Takes in what the caller's side sounds like. Never blocks: the samples are copied into a bounded queue; what does not fit is
     * dropped and counted, and the input ends as {@link Heard.Failed}. After the end of the input this does nothing.
     *
     * @param samples 8 kHz, 16 bit, linear; usually 160 of them
     * @param count how many, from the beginning
     */
    void hear(short[] samples, int count);

    /**
     * From about now on this is played to the caller, at 8 kHz: what comes back of it on the line is no speech. Where nobody knows what
     * plays, speech over prompts has to be louder than an echo can be. Blocks as long as the supplier does; the sound begins when this
     * is called, however long that takes.
     */
    void plays(Supplier<Optional<Pcm>> sound);

    /**
     * So long ago this was begun to be played to the caller, before he was heard; the end of it may still come back.
     *
     * @param ago until this is called, however long the supplier takes
     */
    void played(Supplier<Optional<Pcm>> sound, Duration ago);

    /** The prompts are over: from here on nothing is their echo. */
    void promptsEnded();

    /** How much of the line has come that was not looked at yet; what was said in it is still to be told. */
    Duration lag();

    /** Stops listening and frees what it took, at once; the listener hears nothing any more. May be called twice. */
    @Override
    void close();
}
