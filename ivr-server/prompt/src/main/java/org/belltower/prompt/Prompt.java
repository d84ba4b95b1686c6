package org.belltower.prompt;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A thing to say, by its id. <em>Immutable.</em>
 *
 * @param id kebab-case, led by the name of its file: {@code pension.greeting}
 * @param note for editors, never spoken; may be empty
 * @param texts what is said, by language
 * @param takes recordings, by language; where there is one it is played instead of the text
 */
public record Prompt(String id, String note, Map<Locale, String> texts, Map<Locale, Path> takes) {
    public Prompt {
        texts = Map.copyOf(texts);
        takes = Map.copyOf(takes);
    }

    /** The text in the language, or in the same language of another region. */
    public Optional<String> text(Locale language) {
        return in(texts, language);
    }

    /** The recording in the language, or in the same language of another region. */
    public Optional<Path> take(Locale language) {
        return in(takes, language);
    }

    private static <T> Optional<T> in(Map<Locale, T> byLanguage, Locale language) {
        Optional<T> exact = Optional.ofNullable(byLanguage.get(language));
        return exact.isPresent()
                ? exact
                : byLanguage.entrySet().stream()
                        .filter(entry -> entry.getKey().getLanguage().equals(language.getLanguage()))
                        .min(Map.Entry.comparingByKey(Comparator.comparing(Locale::toLanguageTag)))
                        .map(Map.Entry::getValue);
    }
}
