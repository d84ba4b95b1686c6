package org.belltower.speech.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The language of a Vosk model, from its name: {@code vosk-model-small-cn-0.22} is Mandarin. */
final class ModelLanguage {
    private static final Pattern NAME = Pattern.compile(
            "vosk-model(?:-small|-big)?-([a-z]{2})(?:-([a-z]{2}))?(?:[-.].*)?", Pattern.CASE_INSENSITIVE);

    /** Codes that are countries, and languages that are taken for their largest country. */
    private static final Map<String, String> CODES = Map.of(
            "cn", "zh-CN", "en", "en-US", "kz", "kk-KZ", "ua", "uk-UA", "vn", "vi-VN", "jp", "ja-JP", "br", "br-FR");

    private ModelLanguage() {}

    /** Empty where the name does not say. */
    static Optional<Locale> of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String code = matcher.group(1).toLowerCase(Locale.ROOT);
        String country = matcher.group(2);
        if (country != null) {
            return Optional.of(Locale.of(code, country.toUpperCase(Locale.ROOT)));
        }
        return Optional.of(Locale.forLanguageTag(CODES.getOrDefault(code, code)));
    }
}
