package org.belltower.prompt.readout;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The forms in which figures stand in free text, most specific first, and the readout of each. <em>Immutable.</em> */
final class FreeTextForms {
    /** A full-width point between two digits. */
    static final Pattern WIDE_POINT = Pattern.compile("(?<=[0-9])()．(?=[0-9])");

    private static final String FIGURE = "[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]+)?";

    static final Pattern ANY =
            Pattern.compile("(?<date>(?<![0-9])(?<y>[0-9]{4})(?:[-/.](?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2})(?![0-9])"
                    + "|年(?<m2>[0-9]{1,2})月(?<d2>[0-9]{1,2})日))"
                    + "|(?<year>(?<![0-9])[0-9]{4}(?=年))"
                    + "|(?<time>(?<![0-9])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))"
                    + "|(?<unit>HK\\$|US\\$|\\$|¥|€|£|(?<![A-Za-z])(?:CNY|RMB|HKD|USD|EUR|GBP|JPY) ?)(?<amount>-?(?:"
                    + FIGURE
                    + "))(?![0-9.]*[0-9])"
                    + "|(?<percent>(?:(?<![0-9A-Za-z)])[-+])?(?:" + FIGURE + ")) ?%"
                    + "|(?<phone>(?<![0-9])[0-9]{3,4}(?:-[0-9]{3,8}){1,3}(?![0-9]))"
                    + "|(?<ordinal>(?<![0-9.,A-Za-z])[0-9]{1,15})(?:st|nd|rd|th)(?![A-Za-z])"
                    + "|(?<dotted>[0-9]+(?:\\.[0-9]+){2,})"
                    + "|(?<fraction>(?<over>[0-9]+)⁄(?<under>[0-9]+))"
                    + "|(?<range>(?<=[0-9])[-~～](?=[0-9]))"
                    + "|(?<number>(?:(?<![0-9A-Za-z)])[-+])?(?:" + FIGURE + "))"
                    + "|(?<sign>[%&+=@#*〇])");

    private static final int LONGEST_NUMBER = 6;

    private FreeTextForms() {}

    static String words(Matcher form, String text, Tongue tongue) {
        if (form.group("date") != null) {
            return date(form, tongue);
        } else if (form.group("year") != null) {
            return NumberWords.in(tongue).digits(form.group("year"));
        } else if (form.group("time") != null) {
            return orDigits(new TimeReadout().read(form.group("time"), "", tongue), form.group("time"), tongue);
        } else if (form.group("amount") != null) {
            return amount(form, tongue);
        } else if (form.group("percent") != null) {
            String percent = form.group("percent");
            return orDigits(new PercentageReadout().read(percent, "", tongue), percent + "%", tongue);
        } else if (form.group("phone") != null) {
            return groups(
                    form.group("phone"),
                    "-",
                    tongue == Tongue.CHINESE ? "，" : ", ",
                    group -> DigitsReadout.telephone(group, tongue));
        } else if (form.group("ordinal") != null) {
            String place = form.group("ordinal");
            return orDigits(new OrdinalReadout().read(place, "", tongue), place, tongue);
        } else if (form.group("dotted") != null) {
            NumberWords numbers = NumberWords.in(tongue);
            return groups(form.group("dotted"), "\\.", numbers.point(), numbers::digits);
        } else if (form.group("fraction") != null) {
            return fraction(form.group("over"), form.group("under"), tongue);
        } else if (form.group("range") != null) {
            return tongue == Tongue.CHINESE ? "至" : "to ";
        } else if (form.group("number") != null) {
            return number(form, text, tongue);
        }
        return sign(form.group("sign"), tongue);
    }

    private static String date(Matcher form, Tongue tongue) {
        boolean chinese = form.group("m2") != null;
        int month = Integer.parseInt(form.group(chinese ? "m2" : "m"));
        int day = Integer.parseInt(form.group(chinese ? "d2" : "d"));
        String iso = "%s-%02d-%02d".formatted(form.group("y"), month, day);
        return orDigits(new DateReadout().read(iso, "", tongue), form.group("date"), tongue);
    }

    private static String amount(Matcher form, Tongue tongue) {
        String code = switch (form.group("unit").strip()) {
            case "$", "US$" -> "USD";
            case "HK$" -> "HKD";
            case "¥", "RMB" -> "CNY";
            case "€" -> "EUR";
            case "£" -> "GBP";
            default -> form.group("unit").strip();
        };
        String amount = form.group("amount");
        return switch (new MoneyReadout().read(amount, code, tongue)) {
            case Reading.Words words -> words.text();
            case Reading.Refused finerThanTheUnit ->
                orDigits(new NumberReadout().read(amount, "", tongue), amount, tongue) + unit(code, tongue);
        };
    }

    private static String unit(String code, Tongue tongue) {
        return CurrencyWords.of(code)
                .map(currency -> tongue == Tongue.CHINESE ? currency.chinese : " " + currency.many)
                .orElse("");
    }

    private static String number(Matcher form, String text, Tongue tongue) {
        String number = form.group("number");
        int start = form.start();
        int end = form.end();
        boolean code = (number.length() > 1 && number.charAt(0) == '0' && number.charAt(1) != '.')
                || (number.length() > LONGEST_NUMBER && number.chars().allMatch(Character::isDigit))
                || (start > 0 && isAsciiLetter(text.charAt(start - 1)))
                || (start > 1 && text.charAt(start - 1) == '-' && isAsciiLetter(text.charAt(start - 2)))
                || (end < text.length() && isAsciiLetter(text.charAt(end)));
        if (code) {
            return byDigit(number, tongue);
        }
        boolean counted = tongue == Tongue.CHINESE
                && number.equals("2")
                && (start == 0 || text.charAt(start - 1) != '第')
                && end < text.length()
                && "个位次天元种条笔名家".indexOf(text.charAt(end)) >= 0;
        return counted ? "两" : orDigits(new NumberReadout().read(number, "", tongue), number, tongue);
    }

    private static String fraction(String over, String under, Tongue tongue) {
        return switch (tongue) {
            case CHINESE -> byDigit(under, tongue) + "分之" + byDigit(over, tongue);
            case ENGLISH -> byDigit(over, tongue) + " over " + byDigit(under, tongue);
        };
    }

    private static String groups(String text, String separator, String spoken, UnaryOperator<String> words) {
        return Arrays.stream(text.split(separator, -1)).map(words).collect(Collectors.joining(spoken));
    }

    /** Whatever has the form of a figure but is none (month 13, thirty digits) is said digit by digit. */
    private static String orDigits(Reading reading, String text, Tongue tongue) {
        return switch (reading) {
            case Reading.Words words -> words.text();
            case Reading.Refused refused -> byDigit(text, tongue);
        };
    }

    private static String byDigit(String text, Tongue tongue) {
        NumberWords numbers = NumberWords.in(tongue);
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            String word = switch (character) {
                case '.' -> numbers.point();
                case ',' -> "";
                case '-' -> i == 0 ? numbers.minus() : " ";
                case '/', ':' -> " ";
                case '%' -> sign("%", tongue);
                case '+' -> sign("+", tongue);
                default -> Character.isDigit(character) ? numbers.digits(String.valueOf(character)) : "" + character;
            };
            boolean glued = tongue == Tongue.ENGLISH && !words.isEmpty() && !word.isBlank();
            words.append(glued && words.charAt(words.length() - 1) != ' ' && !word.startsWith(" ") ? " " : "")
                    .append(word);
        }
        return words.toString().strip();
    }

    private static String sign(String sign, Tongue tongue) {
        boolean chinese = tongue == Tongue.CHINESE;
        return switch (sign) {
            case "%" -> chinese ? "百分号" : " percent ";
            case "&" -> chinese ? "和" : " and ";
            case "+" -> chinese ? "加" : " plus ";
            case "=" -> chinese ? "等于" : " equals ";
            case "#" -> chinese ? "井号" : " pound ";
            case "*" -> chinese ? "星号" : " star ";
            case "@" -> chinese ? "艾特" : " at ";
            case "〇" -> chinese ? "零" : " zero ";
            default -> " ";
        };
    }

    private static boolean isAsciiLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }
}
