package org.belltower.speech.endpoint;

/** Tells voices from all else, frame by frame, for one input. <i>Confined to one thread at a time.</i> Closed by its opener. */
public interface VoiceDetector extends AutoCloseable {
    /** Samples of a frame, at 8 kHz: 32 ms. */
    int FRAME = 256;

    /** How likely somebody speaks in the next {@link #FRAME} samples, from 0.0 to 1.0. */
    double voiced(short[] samples);

    @Override
    void close();
}
