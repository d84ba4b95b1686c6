package org.belltower.server.demo;

import java.util.List;

/**
 * English words for dates, in small letters, for who checks what was spoken: on purpose not those of the readout that speaks them.
 * Stateless.
 */
public final class EnglishDates {
    /** From January on. */
    public static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    /** From the first to the twentieth. */
    public static final List<String> ORDINALS = List.of(
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth");

    private EnglishDates() {}
}
