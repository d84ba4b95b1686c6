package org.belltower.prompt.readout;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of day: 十四点三十分, "two thirty p m". <em>Immutable.</em> Values: {@code 14:30}, {@code 14:30:05}, and {@code
 * hhmm} with {@code a}, {@code p}, {@code h} (24 hours) or {@code ?} (not known which half of the day).
 *
 * <p>Spec: VoiceXML 2.0 Appendix P, {@code time}.
 */
final class TimeReadout implements Readout {
    private static final Pattern CLOCK = Pattern.compile("([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?");
    private static final Pattern COMPACT = Pattern.compile("([0-9]{2})([0-9]{2})([aph?])");
    private static final Reading.Refused NO_TIME =
            new Reading.Refused("the value is no time of day such as 14:30, 14:30:05 or 0230p");

    @Override
    public Reading read(String value, String format, Tongue tongue) {
        if (!format.isEmpty() && !format.equals("hms") && !format.equals("hm")) {
            return new Reading.Refused("a time's format is hm or hms");
        }
        Matcher clock = CLOCK.matcher(value);
        if (clock.matches()) {
            int seconds = clock.group(3) == null ? 0 : Integer.parseInt(clock.group(3));
            return words(number(clock, 1), number(clock, 2), seconds, 'h', tongue);
        }
        Matcher compact = COMPACT.matcher(value);
        return compact.matches()
                ? words(
                        number(compact, 1),
                        number(compact, 2),
                        0,
                        compact.group(3).charAt(0),
                        tongue)
                : NO_TIME;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static Reading words(int hour, int minute, int second, char half, Tongue tongue) {
        boolean inHalf = half == 'h' ? hour <= 23 : hour >= 1 && hour <= 12;
        if (!inHalf || minute > 59 || second > 59) {
            return NO_TIME;
        }
        return new Reading.Words(
                switch (tongue) {
                    case CHINESE -> chinese(hour, minute, second, half);
                    case ENGLISH -> english(hour, minute, second, half);
                });
    }

    private static String chinese(int hour, int minute, int second, char half) {
        ChineseNumbers numbers = ChineseNumbers.WORDS;
        String part = switch (half) {
            case 'a' -> "上午";
            case 'p' -> "下午";
            default -> "";
        };
        String minutes = minute == 0 && second == 0
                ? ""
                : (minute < 10 && minute > 0 ? "零" : "") + numbers.cardinal(minute) + "分";
        String seconds = second == 0 ? "" : (second < 10 ? "零" : "") + numbers.cardinal(second) + "秒";
        return part + numbers.counted(hour, "点") + minutes + seconds;
    }

    private static String english(int hour, int minute, int second, char half) {
        EnglishNumbers numbers = EnglishNumbers.WORDS;
        String tail = switch (half) {
            case 'a' -> " a m";
            case 'p' -> " p m";
            case 'h' -> hour < 12 ? " a m" : " p m";
            default -> "";
        };
        int spoken = hour % 12 == 0 ? 12 : hour % 12;
        String minutes = minute == 0 ? "" : " " + numbers.twoDigits(minute);
        String seconds = second == 0 ? "" : " and " + numbers.cardinal(second) + (second == 1 ? " second" : " seconds");
        return numbers.cardinal(spoken) + minutes + tail + seconds;
    }
}
