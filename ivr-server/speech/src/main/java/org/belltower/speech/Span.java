package org.belltower.speech;

import java.util.Optional;

/**
 * Words of an utterance that are spoken in one manner. <em>Immutable.</em>
 *
 * @param text as it stands in the utterance, blanks at its ends included
 * @param pronunciation where the letters do not say it
 */
public record Span(String text, Prosody prosody, Optional<Pronunciation> pronunciation) {
    /** Words that are read as they are written. */
    public Span(String text, Prosody prosody) {
        this(text, prosody, Optional.empty());
    }

    Span reading(String other) {
        return new Span(other, prosody, pronunciation);
    }

    Span faster(double times) {
        return new Span(text, prosody.atRate(prosody.rate() * times), pronunciation);
    }
}
