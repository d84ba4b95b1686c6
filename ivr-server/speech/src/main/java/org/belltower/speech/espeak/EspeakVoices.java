package org.belltower.speech.espeak;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which eSpeak NG voice speaks a language. <em>Immutable.</em>
 *
 * <p>Mandarin is spoken by {@value #MANDARIN}: the voice {@code cmn} of 1.51 reads the pinyin that it makes of a
 * character as English, so that 好 comes out as "hao two". Latin letters among the characters are therefore read as
 * pinyin.
 */
record EspeakVoices(Set<String> names) {
    static final String MANDARIN = "cmn-latn-pinyin";
    private static final String CANTONESE = "yue";

    /** Reads the table that {@code espeak-ng --voices} prints: the second column is the language code. */
    static EspeakVoices parse(String table) {
        Set<String> names = new HashSet<>();
        table.lines().skip(1).map(line -> line.strip().split("\\s+")).forEach(columns -> {
            if (columns.length > 4) {
                names.add(columns[1]);
            }
        });
        return new EspeakVoices(Set.copyOf(names));
    }

    /** The name for {@code -v}. Only names that the program itself listed: a language tag never becomes an argument. */
    Optional<String> voice(Locale language) {
        return candidates(language).filter(names::contains).findFirst();
    }

    static boolean isMandarin(Locale language) {
        return switch (language.getLanguage()) {
            case "cmn" -> true;
            case "zh" -> !isCantonese(language);
            default -> false;
        };
    }

    private static boolean isCantonese(Locale language) {
        return language.getLanguage().equals("yue")
                || (language.getLanguage().equals("zh") && List.of("HK", "MO").contains(language.getCountry()));
    }

    private static Stream<String> candidates(Locale language) {
        if (isCantonese(language)) {
            return Stream.of(CANTONESE);
        }
        if (isMandarin(language)) {
            return Stream.of(MANDARIN, "cmn", "zh");
        }
        String tag = language.toLanguageTag().toLowerCase(Locale.ROOT);
        // The program has names such as en-us-nyc, which a language tag can hold in its private part only.
        String plain = tag.replace("-x-", "-");
        String name = language.getLanguage();
        return name.equals("en") ? Stream.of(tag, plain, "en-us", "en-gb", name) : Stream.of(tag, plain, name);
    }
}
