package org.belltower.prompt;

import java.util.Locale;
import org.belltower.speech.Prosody;

/**
 * How the text at one place of a document is to be spoken; inner elements start from what is around them.
 * <em>Immutable.</em>
 *
 * @param sensitive true where the words must not outlive the call
 */
record Manner(Locale language, Prosody prosody, boolean sensitive) {
    static Manner plain(Locale language) {
        return new Manner(language, Prosody.NORMAL, false);
    }

    Manner in(Locale other) {
        return new Manner(other, prosody, sensitive);
    }

    Manner with(Prosody other) {
        return new Manner(language, other, sensitive);
    }

    Manner asSensitive() {
        return new Manner(language, prosody, true);
    }
}
