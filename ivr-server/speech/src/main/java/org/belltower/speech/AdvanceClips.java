package org.belltower.speech;

/**
 * Texts that are spoken before any call asks for them: one at a time, each only when no call's text is being spoken. <em>Confined
 * to the thread that asks</em>, but for {@link #close()}, which ends its wait. Closed by whoever opened it with
 * {@link SynthesisCache#inAdvance()}.
 */
public interface AdvanceClips extends ClipSource, AutoCloseable {
    /** What is asked for from now on fails with {@link SynthesisException.Failure#CLOSED}. */
    @Override
    void close();
}
