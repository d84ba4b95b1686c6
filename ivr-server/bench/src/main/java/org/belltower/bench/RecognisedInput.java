package org.belltower.bench;

import java.util.Optional;
import java.util.OptionalDouble;
import org.belltower.speech.recognition.Reading;

/**
 * What the recogniser made of an input when it took everything that the grammar accepts. <i>Immutable.</i>
 *
 * @param reading the surest that the grammar accepts; empty where there is none
 * @param ending how the input ended, for the CSV
 * @param afterSpeech milliseconds from the end of the speech to the result: silence that was waited for, and the last work; empty
 *     where nothing was told
 * @param used processor time, in seconds
 */
record RecognisedInput(
        SpokenInput input,
        LineCondition condition,
        Optional<Reading> reading,
        String ending,
        OptionalDouble afterSpeech,
        double used) {

    /** Whether the reading, however unsure, means what was said. */
    boolean right() {
        return input.inside()
                && reading.map(one -> one.matches().getFirst().meaning()).equals(input.expected());
    }

    /** Whether it passes where so much confidence is wanted. */
    boolean accepted(double confidence) {
        return reading.filter(one -> one.confidence() >= confidence).isPresent();
    }
}
