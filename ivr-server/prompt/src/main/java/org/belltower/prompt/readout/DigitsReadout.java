package org.belltower.prompt.readout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A code, digit by digit. <em>Immutable.</em> Formats: none; {@code telephone}, where Chinese says 幺 for 1; {@code
 * account}, telephone style in groups of four; a grouping such as {@code 3-4-4}, telephone style with the last group
 * repeated as often as needed. Blanks and hyphens in the value are not said.
 */
final class DigitsReadout implements Readout {
    private static final int MOST_DIGITS = 64;
    private static final List<Integer> ACCOUNT = List.of(4);

    @Override
    public Reading read(String value, String format, Tongue tongue) {
        String digits = value.replace(" ", "").replace("-", "");
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return new Reading.Refused("the value is not 1 to " + MOST_DIGITS + " digits");
        }
        if (format.matches("[1-9](-[1-9])*")) {
            return grouped(digits, sizes(format), tongue);
        }
        return switch (format) {
            case "" -> new Reading.Words(NumberWords.in(tongue).digits(digits));
            case "telephone" -> new Reading.Words(telephone(digits, tongue));
            case "account" -> grouped(digits, ACCOUNT, tongue);
            default ->
                new Reading.Refused("the format of digits is empty, telephone, account, or a grouping such as 3-4-4");
        };
    }

    static String telephone(String digits, Tongue tongue) {
        String words = NumberWords.in(tongue).digits(digits);
        return switch (tongue) {
            case CHINESE -> words.replace('一', '幺');
            case ENGLISH -> words;
        };
    }

    private static Reading grouped(String digits, List<Integer> sizes, Tongue tongue) {
        List<String> groups = new ArrayList<>();
        int from = 0;
        while (from < digits.length()) {
            int size = sizes.get(Math.min(groups.size(), sizes.size() - 1));
            int to = Math.min(from + size, digits.length());
            groups.add(telephone(digits.substring(from, to), tongue));
            from = to;
        }
        return new Reading.Words(groups.stream().collect(Collectors.joining(tongue == Tongue.CHINESE ? "，" : ", ")));
    }

    private static List<Integer> sizes(String format) {
        return format.chars().filter(c -> c != '-').mapToObj(c -> c - '0').toList();
    }
}
