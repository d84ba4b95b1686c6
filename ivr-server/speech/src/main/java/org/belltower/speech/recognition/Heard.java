package org.belltower.speech.recognition;

import java.util.List;
import java.util.Optional;
import org.belltower.audio.Pcm;

/**
 * What a recogniser made of one input. <i>Immutable.</i>
 *
 * <p>Spec: VoiceXML 2.0 §5.1.5, §5.2.6, §6.3.2; VoiceXML 2.1 §7.
 */
public sealed interface Heard {
    /**
     * Grammars accept it, and the recogniser is sure enough.
     *
     * @param readings what was said, most likely first, at least one and at most {@link ListeningRequest#maxNBest}
     * @param audio the input, where the request wants it kept; 8 kHz
     */
    record Understood(List<Reading> readings, Optional<Pcm> audio) implements Heard {
        public Understood {
            readings = List.copyOf(readings);
            if (readings.isEmpty()) {
                throw new IllegalArgumentException("what is understood has at least one reading");
            }
        }
    }

    /**
     * Speech, but none that a grammar accepts, or too uncertain.
     *
     * @param words as far as they were understood; may be empty
     * @param confidence of those words, from 0.0 to 1.0
     */
    record NotUnderstood(String words, double confidence, Optional<Pcm> audio) implements Heard {}

    /** The caller spoke for longer than {@link ListeningRequest#maxSpeech}. */
    record TooLong(Optional<Pcm> audio) implements Heard {}

    /** The recogniser broke down in the middle; keys go on. */
    record Failed(String message) implements Heard {}
}
