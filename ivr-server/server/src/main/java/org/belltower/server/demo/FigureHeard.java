package org.belltower.server.demo;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A net value and its date, understood back from spoken words as a listener would, without the code that made the words. So
 * the demo notices when what is said is not what is in the row. Immutable.
 */
record FigureHeard(BigDecimal value, LocalDate date) {
    private static final String CHINESE_DIGITS = "零一二三四五六七八九";
    private static final Pattern CHINESE = Pattern.compile("([" + CHINESE_DIGITS + "]+)点([" + CHINESE_DIGITS + "]+)元，(["
            + CHINESE_DIGITS + "]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日");

    private static final List<String> ENGLISH_DIGITS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    private static final List<String> ENGLISH_TEENS = List.of(
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> ENGLISH_TENS =
            List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Pattern ENGLISH = Pattern.compile("is ([a-z]+) point ([a-z ]+) yuan, as of ("
            + String.join("|", EnglishDates.MONTHS) + ") ([a-z]+(?:-[a-z]+)?),? twenty ([a-z]+(?:[ -][a-z]+)?)");

    /** Empty where the words hold no net value with a date. */
    static Optional<FigureHeard> in(String words) {
        try {
            Matcher chinese = CHINESE.matcher(words);
            if (chinese.find()) {
                return Optional.of(new FigureHeard(
                        new BigDecimal(chineseDigits(chinese.group(1)) + "." + chineseDigits(chinese.group(2))),
                        LocalDate.of(
                                Integer.parseInt(chineseDigits(chinese.group(3))),
                                chineseTens(chinese.group(4)),
                                chineseTens(chinese.group(5)))));
            }
            Matcher english = ENGLISH.matcher(words.toLowerCase(Locale.ROOT));
            if (english.find()) {
                return Optional.of(new FigureHeard(
                        new BigDecimal(englishDigits(english.group(1)) + "." + englishDigits(english.group(2))),
                        LocalDate.of(
                                2000 + englishCardinal(english.group(5)),
                                1 + EnglishDates.MONTHS.indexOf(english.group(3)),
                                englishOrdinal(english.group(4)))));
            }
            return Optional.empty();
        } catch (DateTimeException | NumberFormatException e) {
            // Words in the right places that make no figure: nothing was understood.
            return Optional.empty();
        }
    }

    private static String chineseDigits(String words) {
        StringBuilder digits = new StringBuilder();
        words.chars().forEach(word -> digits.append(CHINESE_DIGITS.indexOf(word)));
        return digits.toString();
    }

    /** 一 to 九十九. */
    private static int chineseTens(String words) {
        int ten = words.indexOf('十');
        if (ten < 0) {
            return CHINESE_DIGITS.indexOf(words);
        }
        int tens = ten == 0 ? 1 : CHINESE_DIGITS.indexOf(words.substring(0, ten));
        int ones = ten == words.length() - 1 ? 0 : CHINESE_DIGITS.indexOf(words.substring(ten + 1));
        return tens * 10 + ones;
    }

    private static String englishDigits(String words) {
        StringBuilder digits = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            digits.append(index(ENGLISH_DIGITS, word));
        }
        return digits.toString();
    }

    /** "oh five", "nineteen", "twenty-six". */
    private static int englishCardinal(String words) {
        String[] parts = words.split("[ -]", -1);
        if (parts.length == 1) {
            return ENGLISH_TEENS.contains(parts[0])
                    ? 10 + ENGLISH_TEENS.indexOf(parts[0])
                    : 10 * index(ENGLISH_TENS, parts[0]);
        }
        int tens = parts[0].equals("oh") ? 0 : index(ENGLISH_TENS, parts[0]);
        return tens * 10 + index(ENGLISH_DIGITS, parts[1]);
    }

    /** "first" to "thirty-first". */
    private static int englishOrdinal(String words) {
        if (EnglishDates.ORDINALS.contains(words)) {
            return 1 + EnglishDates.ORDINALS.indexOf(words);
        }
        if (words.equals("thirtieth")) {
            return 30;
        }
        String[] parts = words.split("-", -1);
        if (parts.length != 2) {
            throw new NumberFormatException("not a day: " + words);
        }
        return index(ENGLISH_TENS, parts[0]) * 10 + 1 + index(EnglishDates.ORDINALS, parts[1]);
    }

    private static int index(List<String> words, String word) {
        int index = words.indexOf(word);
        if (index < 0) {
            throw new NumberFormatException("not a number word: " + word);
        }
        return index;
    }
}
