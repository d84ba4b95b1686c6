package org.belltower.voicexml;

import java.util.Locale;

/**
 * A word that a caller said, and how sure the recogniser is of it. Immutable. Documents see the confidence of the whole utterance
 * only: VoiceXML 2.0 §5.1.5 has no other.
 */
public record SpokenWord(String text, Confidence confidence) {
    /** The word and its confidence with two digits. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.2f", text, confidence.value());
    }
}
