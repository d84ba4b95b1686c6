package org.belltower.hotline.imports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Reads one cell that is not blank: the value as the database writes it, or why not. */
@FunctionalInterface
interface Cell {
    Parsed parse(String text);

    /** What a cell holds. */
    sealed interface Parsed {
        record Value(String text) implements Parsed {}

        record Bad(String reason) implements Parsed {}
    }

    /** No control characters. */
    static Cell text(int atMost) {
        return text -> {
            if (text.codePointCount(0, text.length()) > atMost) {
                return new Parsed.Bad("is longer than " + atMost + " characters");
            }
            return text.codePoints().anyMatch(Character::isISOControl)
                    ? new Parsed.Bad("has a control character")
                    : new Parsed.Value(text);
        };
    }

    /** A text of this form. */
    static Cell matching(String regex, String wanted) {
        Pattern pattern = Pattern.compile(regex);
        return text -> pattern.matcher(text).matches()
                ? new Parsed.Value(text)
                : new Parsed.Bad("'" + shown(text) + "' is not " + wanted);
    }

    /** As {@link #matching}, for what must not be shown. */
    static Cell secret(String regex, String wanted) {
        Pattern pattern = Pattern.compile(regex);
        return text -> pattern.matcher(text).matches() ? new Parsed.Value(text) : new Parsed.Bad("is not " + wanted);
    }

    /**
     * Plain ASCII digits with a point, no grouping; never rounded, padded to {@code leastScale}. Zeros at the end are kept up to
     * {@code mostScale}: they say to how many decimals a plan is valued.
     */
    static Cell number(int integerDigits, int leastScale, int mostScale) {
        Pattern pattern = Pattern.compile("-?[0-9]{1," + integerDigits + "}(\\.[0-9]{1,30})?");
        return text -> {
            if (!pattern.matcher(text).matches()) {
                return new Parsed.Bad("'" + shown(text) + "' is not a number such as 1234.56");
            }
            BigDecimal value = new BigDecimal(text);
            if (value.stripTrailingZeros().scale() > mostScale) {
                return new Parsed.Bad("'" + shown(text) + "' has more than " + mostScale + " decimals");
            }
            int scale = Math.clamp(value.scale(), leastScale, mostScale);
            return new Parsed.Value(value.setScale(scale).toPlainString());
        };
    }

    /** A {@link #number} above zero, or not below it. */
    static Cell number(int integerDigits, int leastScale, int mostScale, boolean zeroToo) {
        Cell number = number(integerDigits, leastScale, mostScale);
        return text -> switch (number.parse(text)) {
            case Parsed.Value value -> {
                int sign = new BigDecimal(value.text()).signum();
                yield sign > 0 || (zeroToo && sign == 0)
                        ? value
                        : new Parsed.Bad("'" + shown(text) + "' must be " + (zeroToo ? "0 or more" : "more than 0"));
            }
            case Parsed.Bad bad -> bad;
        };
    }

    /** ISO 8601, from 1990 to {@code latest}. */
    static Cell date(LocalDate latest) {
        LocalDate earliest = LocalDate.of(1990, 1, 1);
        return text -> {
            try {
                LocalDate date = LocalDate.parse(text);
                return date.isBefore(earliest) || date.isAfter(latest)
                        ? new Parsed.Bad("'" + shown(text) + "' is not between " + earliest + " and " + latest)
                        : new Parsed.Value(date.toString());
            } catch (DateTimeParseException e) {
                return new Parsed.Bad("'" + shown(text) + "' is not a date such as 2026-11-20");
            }
        };
    }

    /** For a complaint: on one line, not too long. */
    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "�");
        return line.length() <= 40 ? line : line.substring(0, 40) + "…";
    }
}
