package org.belltower.voicexml;

/**
 * How sure a recogniser is. Immutable. Spec: VoiceXML 2.0 §6.3.2, {@code confidencelevel}.
 *
 * @param value from 0.0, no confidence, to 1.0
 */
public record Confidence(double value) {
    public static final Confidence CERTAIN = new Confidence(1.0);

    public Confidence {
        if (!(value >= 0.0 && value <= 1.0)) {
            throw new IllegalArgumentException("confidence must be from 0.0 to 1.0, but is " + value);
        }
    }
}
