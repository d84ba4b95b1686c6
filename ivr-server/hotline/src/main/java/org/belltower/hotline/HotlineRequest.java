package org.belltower.hotline;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a document asks, and in whose call. <i>Immutable.</i> Its text shows no parameter's value. */
record HotlineRequest(HotlineSession session, Map<String, String> parameters) {
    HotlineRequest {
        parameters = Map.copyOf(parameters);
    }

    String required(String parameter) {
        return optional(parameter)
                .orElseThrow(() -> new BadRequestException("parameter '" + parameter + "' is missing"));
    }

    Optional<String> optional(String parameter) {
        return Optional.ofNullable(parameters.get(parameter)).filter(value -> !value.isBlank());
    }

    /** For names: the parameter {@code language}, zh-CN by default. */
    Locale language() {
        return optional("language").map(Locale::forLanguageTag).orElse(Locale.SIMPLIFIED_CHINESE);
    }

    @Override
    public String toString() {
        return "HotlineRequest" + parameters.keySet();
    }
}
