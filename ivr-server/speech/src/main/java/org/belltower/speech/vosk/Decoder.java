package org.belltower.speech.vosk;

import com.sun.jna.Pointer;
import java.util.List;

/**
 * A recogniser of the library, at work on one input. <i>Confined to one thread at a time.</i> Closed by its opener, never while
 * it is at work: the library does not survive that.
 */
final class Decoder implements AutoCloseable {
    private final VoskLibrary library;
    private final Pointer recognizer;
    private boolean closed;

    Decoder(VoskLibrary library, Pointer recognizer, int alternatives) {
        this.library = library;
        this.recognizer = recognizer;
        library.vosk_recognizer_set_max_alternatives(recognizer, alternatives);
    }

    /** Takes samples of the model's rate. */
    void feed(short[] samples, int count) {
        // That the library sees an end of speech is passed over: silence is judged where its length is known.
        if (library.vosk_recognizer_accept_waveform_s(recognizer, samples, count) < 0) {
            throw new IllegalStateException("libvosk has refused samples");
        }
    }

    /** What was heard so far; behind by some 0.2 s. */
    List<String> soFar() {
        return Hypothesis.ofPartial(library.vosk_recognizer_partial_result(recognizer));
    }

    /** What was heard in all, the likeliest first; then the next input may come. */
    List<Hypothesis> finish() {
        return Hypothesis.ofFinal(library.vosk_recognizer_final_result(recognizer));
    }

    /** Forgets what it was fed; then the next input may come. */
    void reset() {
        library.vosk_recognizer_reset(recognizer);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            library.vosk_recognizer_free(recognizer);
        }
    }
}
