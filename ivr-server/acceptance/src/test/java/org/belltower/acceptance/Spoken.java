package org.belltower.acceptance;

import java.util.Locale;
import org.belltower.prompt.readout.Reading;
import org.belltower.prompt.readout.Readouts;

/** The words that a value is read out in. */
final class Spoken {
    private Spoken() {}

    static String words(String readout, String value, Locale language) {
        return switch (Readouts.standard().read(readout, value, "", language)) {
            case Reading.Words words -> words.text();
            case Reading.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    static String chinese(String readout, String value) {
        return words(readout, value, Locale.SIMPLIFIED_CHINESE);
    }
}
