package org.belltower.grammar;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;

/** Language identifiers as they stand in a grammar. Spec: SRGS 1.0 §2.7, §4.5. */
final class LanguageTag {
    private LanguageTag() {}

    /** Empty where the text is no language identifier. */
    static Optional<Locale> parse(String text) {
        try {
            String tag = text.strip();
            return tag.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Locale.Builder().setLanguageTag(tag).build());
        } catch (IllformedLocaleException e) {
            return Optional.empty(); // The caller says where it stands.
        }
    }

    /** The language, or the one around it with a problem where the text is none. */
    static Locale parse(String text, Locale around, Position position, Problems problems) {
        return parse(text).orElseGet(() -> {
            problems.syntax(
                    position,
                    "“" + text + "” is no language",
                    "SRGS 1.0 §2.7",
                    "Write a language identifier such as en-US or zh-CN");
            return around;
        });
    }
}
