package org.belltower.speech;

import java.util.Map;
import java.util.Optional;

/**
 * X-SAMPA, which writes the International Phonetic Alphabet with the keys of a typewriter. <em>Immutable.</em> Source: Wells, Computer-coding
 * the IPA, 1995 with the revision of 2000.
 */
public final class XSampa {
    private static final int LONGEST = 4;

    /** What is not here, such as p or m, is the same in both. */
    private static final Map<String, String> LETTERS = Map.<String, String>ofEntries(
            Map.entry("A", "ɑ"),
            Map.entry("B", "β"),
            Map.entry("B\\", "ʙ"),
            Map.entry("b_<", "ɓ"),
            Map.entry("C", "ç"),
            Map.entry("D", "ð"),
            Map.entry("d`", "ɖ"),
            Map.entry("d_<", "ɗ"),
            Map.entry("E", "ɛ"),
            Map.entry("F", "ɱ"),
            Map.entry("g", "ɡ"),
            Map.entry("G", "ɣ"),
            Map.entry("G\\", "ɢ"),
            Map.entry("g_<", "ɠ"),
            Map.entry("H", "ɥ"),
            Map.entry("H\\", "ʜ"),
            Map.entry("h\\", "ɦ"),
            Map.entry("I", "ɪ"),
            Map.entry("I\\", "ᵻ"),
            Map.entry("J", "ɲ"),
            Map.entry("J\\", "ɟ"),
            Map.entry("j\\", "ʝ"),
            Map.entry("K", "ɬ"),
            Map.entry("K\\", "ɮ"),
            Map.entry("L", "ʎ"),
            Map.entry("L\\", "ʟ"),
            Map.entry("l`", "ɭ"),
            Map.entry("l\\", "ɺ"),
            Map.entry("M", "ɯ"),
            Map.entry("M\\", "ɰ"),
            Map.entry("N", "ŋ"),
            Map.entry("N\\", "ɴ"),
            Map.entry("n`", "ɳ"),
            Map.entry("O", "ɔ"),
            Map.entry("O\\", "ʘ"),
            Map.entry("P", "ʋ"),
            Map.entry("v\\", "ʋ"),
            Map.entry("p\\", "ɸ"),
            Map.entry("Q", "ɒ"),
            Map.entry("R", "ʁ"),
            Map.entry("R\\", "ʀ"),
            Map.entry("r`", "ɽ"),
            Map.entry("r\\", "ɹ"),
            Map.entry("r\\`", "ɻ"),
            Map.entry("S", "ʃ"),
            Map.entry("s`", "ʂ"),
            Map.entry("s\\", "ɕ"),
            Map.entry("T", "θ"),
            Map.entry("t`", "ʈ"),
            Map.entry("U", "ʊ"),
            Map.entry("V", "ʌ"),
            Map.entry("W", "ʍ"),
            Map.entry("X", "χ"),
            Map.entry("X\\", "ħ"),
            Map.entry("x\\", "ɧ"),
            Map.entry("Y", "ʏ"),
            Map.entry("Z", "ʒ"),
            Map.entry("z`", "ʐ"),
            Map.entry("z\\", "ʑ"),
            Map.entry("1", "ɨ"),
            Map.entry("2", "ø"),
            Map.entry("3", "ɜ"),
            Map.entry("3\\", "ɞ"),
            Map.entry("3`", "ɝ"),
            Map.entry("4", "ɾ"),
            Map.entry("5", "ɫ"),
            Map.entry("6", "ɐ"),
            Map.entry("7", "ɤ"),
            Map.entry("8", "ɵ"),
            Map.entry("9", "œ"),
            Map.entry("&", "ɶ"),
            Map.entry("{", "æ"),
            Map.entry("}", "ʉ"),
            Map.entry("@", "ə"),
            Map.entry("@\\", "ɘ"),
            Map.entry("@`", "ɚ"),
            Map.entry("?", "ʔ"),
            Map.entry("?\\", "ʕ"),
            Map.entry("\"", "ˈ"),
            Map.entry("%", "ˌ"),
            Map.entry(":", "ː"),
            Map.entry(":\\", "ˑ"),
            Map.entry("-", ""),
            Map.entry("_h", "ʰ"),
            Map.entry("_w", "ʷ"),
            Map.entry("_j", "ʲ"),
            Map.entry("'", "ʲ"),
            Map.entry("_G", "ˠ"),
            Map.entry("_?\\", "ˤ"),
            Map.entry("`", "˞"),
            Map.entry("_0", "\u0325"),
            Map.entry("_v", "\u032c"),
            Map.entry("_d", "\u032a"),
            Map.entry("~", "\u0303"),
            Map.entry("_~", "\u0303"),
            Map.entry("=", "\u0329"),
            Map.entry("_=", "\u0329"));

    /** Written alike in both. */
    private static final String SAME = "abcdefhijklmnopqrstuvwxyz. ";

    private XSampa() {}

    /** The same in IPA; empty where a character is none of the alphabet's, or stands for a tone or a shade that no voice has. */
    public static Optional<String> ipa(String text) {
        StringBuilder ipa = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int length = longest(text, at);
            if (length > 0) {
                ipa.append(LETTERS.get(text.substring(at, at + length)));
            } else if (SAME.indexOf(text.charAt(at)) >= 0) {
                length = 1;
                ipa.append(text.charAt(at));
            } else {
                return Optional.empty();
            }
            at += length;
        }
        return Optional.of(ipa.toString());
    }

    private static int longest(String text, int at) {
        for (int length = Math.min(LONGEST, text.length() - at); length > 0; length--) {
            if (LETTERS.containsKey(text.substring(at, at + length))) {
                return length;
            }
        }
        return 0;
    }
}
