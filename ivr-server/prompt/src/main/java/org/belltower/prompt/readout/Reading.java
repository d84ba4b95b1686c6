package org.belltower.prompt.readout;

import java.util.Locale;
import java.util.Optional;

/** What a readout makes of a value. <em>Immutable.</em> */
public sealed interface Reading {

    /** The words that say the value exactly; no digit is among them. */
    record Words(String text) implements Reading {}

    /**
     * The value has no exact words, so nothing may be said.
     *
     * @param reason what is wrong and what is expected, one line, without the value itself (it may be a secret)
     * @param wordless the language, where it is that which has no words for a value
     */
    record Refused(String reason, Optional<Locale> wordless) implements Reading {
        /** The language has words, but not for this value. */
        public Refused(String reason) {
            this(reason, Optional.empty());
        }
    }
}
