package org.belltower.prompt.readout;

import java.util.StringJoiner;

/** American English number words, without "and": one thousand two hundred thirty-four. <em>Immutable.</em> */
final class EnglishNumbers implements NumberWords {
    static final EnglishNumbers WORDS = new EnglishNumbers();

    private static final String[] BELOW_TWENTY = {
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
        "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };
    private static final String[] GROUPS = {"", " thousand", " million", " billion", " trillion", " quadrillion"};

    private EnglishNumbers() {}

    @Override
    public String cardinal(long number) {
        NumberWords.requireSpeakable(number);
        if (number == 0) {
            return BELOW_TWENTY[0];
        }
        StringJoiner words = new StringJoiner(" ");
        long divisor = 1_000_000_000_000_000L;
        for (int group = GROUPS.length - 1; group >= 0; group--, divisor /= 1000) {
            int part = (int) (number / divisor % 1000);
            if (part > 0) {
                words.add(belowThousand(part) + GROUPS[group]);
            }
        }
        return words.toString();
    }

    /** The place in a row: twenty-first. */
    String ordinal(long number) {
        String words = cardinal(number);
        int last = Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')) + 1;
        return words.substring(0, last) + ordinalWord(words.substring(last));
    }

    @Override
    public String digits(String digits) {
        StringJoiner words = new StringJoiner(" ");
        for (int i = 0; i < digits.length(); i++) {
            words.add(BELOW_TWENTY[digits.charAt(i) - '0']);
        }
        return words.toString();
    }

    @Override
    public String minus() {
        return "minus ";
    }

    @Override
    public String point() {
        return " point ";
    }

    /** Two digits of a year or a time of day: "oh five", "twenty-six". */
    String twoDigits(int number) {
        return number < 10 ? "oh " + BELOW_TWENTY[number] : belowHundred(number);
    }

    private static String belowThousand(int number) {
        String hundreds = number >= 100 ? BELOW_TWENTY[number / 100] + " hundred" : "";
        int rest = number % 100;
        if (rest == 0) {
            return hundreds;
        }
        return hundreds.isEmpty() ? belowHundred(rest) : hundreds + " " + belowHundred(rest);
    }

    private static String belowHundred(int number) {
        if (number < 20) {
            return BELOW_TWENTY[number];
        }
        return number % 10 == 0 ? TENS[number / 10] : TENS[number / 10] + "-" + BELOW_TWENTY[number % 10];
    }

    private static String ordinalWord(String cardinal) {
        return switch (cardinal) {
            case "one" -> "first";
            case "two" -> "second";
            case "three" -> "third";
            case "five" -> "fifth";
            case "eight" -> "eighth";
            case "nine" -> "ninth";
            case "twelve" -> "twelfth";
            default -> cardinal.endsWith("y") ? cardinal.substring(0, cardinal.length() - 1) + "ieth" : cardinal + "th";
        };
    }
}
