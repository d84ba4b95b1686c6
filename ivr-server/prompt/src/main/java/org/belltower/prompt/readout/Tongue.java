package org.belltower.prompt.readout;

import java.util.Locale;
import java.util.Optional;

/** The languages in which values can be read out; a new one makes every readout say its rule for it. <em>Immutable.</em> */
public enum Tongue {
    /** Mandarin as a hotline on the mainland says it. */
    CHINESE,
    /** American English. */
    ENGLISH;

    /** Empty where no number words are known for the language: then no value may be spoken in it. */
    public static Optional<Tongue> of(Locale language) {
        return switch (language.getLanguage()) {
            case "zh", "cmn" -> Optional.of(CHINESE);
            case "en" -> Optional.of(ENGLISH);
            default -> Optional.empty();
        };
    }
}
