package org.belltower.speech;

/**
 * The clips of one call: ordinary texts come from the shared cache, sensitive ones are spoken to private files that are
 * deleted on {@link #close()}. <em>Thread-safe.</em> Closed by the call that opened it with
 * {@link SynthesisCache#forCall()}, after its last prompt has ended.
 */
public interface CallClips extends ClipSource, AutoCloseable {
    /** Deletes every private clip of the call. A second close does nothing. */
    @Override
    void close();
}
