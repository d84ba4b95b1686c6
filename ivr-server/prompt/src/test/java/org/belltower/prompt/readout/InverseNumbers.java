package org.belltower.prompt.readout;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Words back to figures, written from the grammar of the languages and sharing nothing with the readouts. */
final class InverseNumbers {
    private static final String CHINESE_DIGITS = "零一二三四五六七八九";
    private static final Map<Character, Long> CHINESE_PLACES = Map.of('十', 10L, '百', 100L, '千', 1000L);
    private static final List<String> ENGLISH_SMALL = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
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
            List.of("-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Map<String, Long> ENGLISH_GROUPS = Map.of(
            "thousand", 1_000L,
            "million", 1_000_000L,
            "billion", 1_000_000_000L,
            "trillion", 1_000_000_000_000L,
            "quadrillion", 1_000_000_000_000_000L);

    private InverseNumbers() {}

    static BigDecimal chinese(String words) {
        if (words.startsWith("负")) {
            return chinese(words.substring(1)).negate();
        }
        int point = words.indexOf('点');
        if (point < 0) {
            return BigDecimal.valueOf(chineseWhole(words));
        }
        StringBuilder decimals = new StringBuilder();
        words.substring(point + 1).chars().forEach(c -> decimals.append(chineseDigit((char) c)));
        return new BigDecimal(chineseWhole(words.substring(0, point)) + "." + decimals);
    }

    /** The largest unit splits the words: what is before it counts it, what is behind it is added. */
    private static long chineseWhole(String words) {
        for (Map.Entry<String, Long> unit : List.of(Map.entry("亿", 100_000_000L), Map.entry("万", 10_000L))) {
            int at = words.lastIndexOf(unit.getKey());
            if (at >= 0) {
                return chineseWhole(words.substring(0, at)) * unit.getValue() + chineseWhole(words.substring(at + 1));
            }
        }
        long sum = 0;
        long digit = words.startsWith("十") ? 1 : 0;
        for (int i = 0; i < words.length(); i++) {
            char character = words.charAt(i);
            Long place = CHINESE_PLACES.get(character);
            if (place == null) {
                digit = chineseDigit(character);
            } else {
                sum += digit * place;
                digit = 0;
            }
        }
        return sum + digit;
    }

    static int chineseDigit(char character) {
        int digit = CHINESE_DIGITS.indexOf(character == '两' ? '二' : character == '幺' ? '一' : character);
        if (digit < 0) {
            throw new IllegalArgumentException("no digit: " + character);
        }
        return digit;
    }

    static BigDecimal chineseMoney(String words) {
        if (words.startsWith("负")) {
            return chineseMoney(words.substring(1)).negate();
        }
        BigDecimal sum = BigDecimal.ZERO;
        String rest = words;
        for (Map.Entry<String, String> unit :
                List.of(Map.entry("元", "1"), Map.entry("角", "0.1"), Map.entry("分", "0.01"))) {
            int at = rest.indexOf(unit.getKey());
            if (at >= 0) {
                sum = sum.add(chinese(rest.substring(0, at)).multiply(new BigDecimal(unit.getValue())));
                rest = rest.substring(at + 1);
            }
        }
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("left over: " + rest);
        }
        return sum;
    }

    static BigDecimal english(String words) {
        if (words.startsWith("minus ")) {
            return english(words.substring(6)).negate();
        }
        String[] parts = words.split(" point ", -1);
        if (parts.length == 1) {
            return BigDecimal.valueOf(englishWhole(words));
        }
        StringBuilder decimals = new StringBuilder();
        for (String digit : parts[1].split(" ", -1)) {
            decimals.append(ENGLISH_SMALL.indexOf(digit));
        }
        return new BigDecimal(englishWhole(parts[0]) + "." + decimals);
    }

    private static long englishWhole(String words) {
        long sum = 0;
        long group = 0;
        for (String word : words.split("[ -]", -1)) {
            Long factor = ENGLISH_GROUPS.get(word);
            if (factor != null) {
                sum += group * factor;
                group = 0;
            } else if (word.equals("hundred")) {
                group *= 100;
            } else if (ENGLISH_SMALL.contains(word)) {
                group += ENGLISH_SMALL.indexOf(word);
            } else if (ENGLISH_TENS.contains(word)) {
                group += ENGLISH_TENS.indexOf(word) * 10L;
            } else {
                throw new IllegalArgumentException("no number word: " + word);
            }
        }
        return sum + group;
    }

    static BigDecimal englishMoney(String words) {
        if (words.startsWith("minus ")) {
            return englishMoney(words.substring(6)).negate();
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (String part : words.split(" and ", -1)) {
            sum = part.endsWith(" fen")
                    ? sum.add(english(part.substring(0, part.length() - 4)).movePointLeft(2))
                    : sum.add(english(part.substring(0, part.length() - 5)));
        }
        return sum;
    }
}
