package org.belltower.prompt.readout;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Text that somebody wrote, with every figure in it spelled out, so that no digit reaches a synthesiser: engines
 * disagree on digits. <em>Immutable.</em> Dates, times, amounts and percentages are recognised by their form; what has no
 * form is said as a number, and a code (a leading zero, seven digits or more, letters around) digit by digit.
 */
public final class FreeText {
    private FreeText() {}

    /** Words only; refused where the language has no number words and the text has digits. */
    public static Reading words(String text, Locale language) {
        if (text.chars().allMatch(FreeText::harmless)) {
            return new Reading.Words(text);
        }
        Optional<Tongue> tongue = Tongue.of(language);
        if (tongue.isPresent()) {
            return new Reading.Words(spell(digitsToAscii(text), tongue.get()));
        }
        return text.codePoints().anyMatch(FreeText::isNumeric)
                ? new Reading.Refused(
                        "the text has digits, and there are no number words for '" + language.toLanguageTag()
                                + "'; write them as words",
                        Optional.of(language))
                : new Reading.Words(text);
    }

    private static boolean harmless(int character) {
        return Character.isLetter(character) || character == ' ' || ",.!?;:'\"-()，。！？；：、“”‘’（）".indexOf(character) >= 0;
    }

    private static boolean isNumeric(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    /** Full-width and other scripts' digits, circled numbers and fractions in ASCII, the rest unchanged. */
    private static String digitsToAscii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            switch (Character.getType(codePoint)) {
                case Character.DECIMAL_DIGIT_NUMBER -> ascii.append(Character.digit(codePoint, 10));
                case Character.LETTER_NUMBER, Character.OTHER_NUMBER -> ascii.append(number(codePoint));
                default ->
                    ascii.appendCodePoint(
                            switch (codePoint) {
                                case '％' -> '%';
                                case '＋' -> '+';
                                case '－', '−' -> '-';
                                case '￥' -> '¥';
                                case '＄' -> '$';
                                default -> codePoint;
                            });
            }
        });
        // Between digits only: elsewhere these are punctuation.
        return FreeTextForms.WIDE_POINT.matcher(ascii).replaceAll("$1.");
    }

    @SuppressWarnings(
            "CharacterGetNumericValue") // its non-arabic numerals are what is wanted here; letters never come here
    private static String number(int codePoint) {
        if (codePoint == '〇') {
            return "〇";
        }
        String plain = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
        if (plain.codePoints().noneMatch(FreeText::isNumeric)) {
            return " " + plain + " ";
        }
        boolean ascii = plain.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '⁄');
        int value = Character.getNumericValue(codePoint);
        return " " + (ascii ? plain : value >= 0 ? String.valueOf(value) : "") + " ";
    }

    private static String spell(String text, Tongue tongue) {
        StringBuilder words = new StringBuilder(text.length() + 32);
        Matcher matcher = FreeTextForms.ANY.matcher(text);
        int from = 0;
        while (matcher.find()) {
            words.append(text, from, matcher.start());
            separate(words);
            words.append(FreeTextForms.words(matcher, text, tongue));
            from = matcher.end();
            if (from < text.length() && isLatin(text.charAt(from))) {
                separate(words);
            }
        }
        return words.append(text, from, text.length()).toString();
    }

    /** A word is not glued to the letter before it: A12 is "A one two". */
    private static void separate(StringBuilder words) {
        if (!words.isEmpty() && isLatin(words.charAt(words.length() - 1))) {
            words.append(' ');
        }
    }

    private static boolean isLatin(char character) {
        return character < 0x2E80 && Character.isLetterOrDigit(character);
    }
}
