package org.belltower.prompt.readout;

import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day, or as much of it as is known: 二零二六年十一月二十日, "November twentieth, twenty twenty-six". <em>Immutable.</em> Values:
 * {@code 2026-11-20}, {@code 2026/11/20}, {@code 20261120}; question marks for what is not known ({@code ????1120}). A
 * day that no calendar has is refused. Formats: none, {@code ymd}, or {@code ym} ({@code 2026-11}) and {@code md}.
 *
 * <p>Spec: VoiceXML 2.0 Appendix P, {@code date}.
 */
final class DateReadout implements Readout {
    private static final Pattern DAY = Pattern.compile("([0-9]{4}|\\?{4})([-/]?)([0-9]{2}|\\?{2})\\2([0-9]{2}|\\?{2})");
    private static final Pattern MONTH = Pattern.compile("([0-9]{4})[-/]?([0-9]{2})");
    private static final Pattern DAY_OF_YEAR = Pattern.compile("([0-9]{2})[-/]?([0-9]{2})");
    private static final Reading.Refused NO_DATE =
            new Reading.Refused("the value is no date of the calendar such as 2026-11-20 or 20261120");
    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };

    @Override
    public Reading read(String value, String format, Tongue tongue) {
        return switch (format) {
            case "", "ymd" -> match(DAY, value, 1, 3, 4, tongue);
            case "ym" -> match(MONTH, value, 1, 2, 0, tongue);
            case "md" -> match(DAY_OF_YEAR, value, 0, 1, 2, tongue);
            default -> new Reading.Refused("a date's format is ymd, ym or md");
        };
    }

    private static Reading match(Pattern pattern, String value, int year, int month, int day, Tongue tongue) {
        Matcher matcher = pattern.matcher(value);
        if (!matcher.matches()) {
            return NO_DATE;
        }
        return words(part(matcher, year), part(matcher, month), part(matcher, day), tongue);
    }

    /** Empty where the part is not in the form or not known. */
    private static Optional<Integer> part(Matcher matcher, int group) {
        return group == 0 || matcher.group(group).startsWith("?")
                ? Optional.empty()
                : Optional.of(Integer.valueOf(matcher.group(group)));
    }

    private static Reading words(
            Optional<Integer> year, Optional<Integer> month, Optional<Integer> day, Tongue tongue) {
        if (!exists(year, month, day)) {
            return NO_DATE;
        }
        return new Reading.Words(
                switch (tongue) {
                    case CHINESE -> chinese(year, month, day);
                    case ENGLISH -> english(year, month, day);
                });
    }

    private static boolean exists(Optional<Integer> year, Optional<Integer> month, Optional<Integer> day) {
        if (year.isEmpty() && month.isEmpty() && day.isEmpty()) {
            return false;
        }
        if (year.isPresent() && year.get() < 1000) {
            return false;
        }
        try {
            // January has as many days as any month, 2000 was a leap year: what is unknown never refuses.
            MonthDay given = MonthDay.of(month.orElse(1), day.orElse(1));
            return year.isEmpty() || month.isEmpty() || day.isEmpty() || given.isValidYear(year.get());
        } catch (DateTimeException notInTheCalendar) {
            return false;
        }
    }

    private static String chinese(Optional<Integer> year, Optional<Integer> month, Optional<Integer> day) {
        ChineseNumbers numbers = ChineseNumbers.WORDS;
        return year.map(y -> numbers.digits(y.toString()) + "年").orElse("")
                + month.map(m -> numbers.cardinal(m) + "月").orElse("")
                + day.map(d -> numbers.cardinal(d) + "日").orElse("");
    }

    private static String english(Optional<Integer> year, Optional<Integer> month, Optional<Integer> day) {
        String monthName = month.map(m -> MONTHS[m - 1]).orElse("");
        String dayName = day.map(d -> (month.isPresent() ? " " : "the ") + EnglishNumbers.WORDS.ordinal(d))
                .orElse("");
        String separator =
                year.isPresent() && day.isPresent() ? ", " : month.isPresent() && year.isPresent() ? " " : "";
        return monthName
                + dayName
                + separator
                + year.map(DateReadout::englishYear).orElse("");
    }

    /** Nineteen ninety-nine, two thousand, two thousand five, twenty ten, nineteen oh five, nineteen hundred. */
    static String englishYear(int year) {
        EnglishNumbers numbers = EnglishNumbers.WORDS;
        if (year % 1000 < 10) {
            return numbers.cardinal(year);
        }
        int rest = year % 100;
        return numbers.cardinal(year / 100) + " " + (rest == 0 ? "hundred" : numbers.twoDigits(rest));
    }
}
