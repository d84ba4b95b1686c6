package org.belltower.speech.vosk;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What may have been said, as the library answers it. <i>Immutable.</i>
 *
 * @param words none where only silence was heard
 * @param likelihood natural logarithm, of the whole input, on a scale of the model's own
 */
record Hypothesis(List<String> words, double likelihood) {
    private static final JsonMapper JSON = JsonMapper.shared();

    Hypothesis {
        words = List.copyOf(words);
    }

    String text() {
        return String.join(" ", words);
    }

    /** Those of a final result, the likeliest first. */
    static List<Hypothesis> ofFinal(String json) {
        List<Hypothesis> all = new ArrayList<>();
        for (JsonNode alternative : read(json).path("alternatives")) {
            var one = new Hypothesis(
                    words(alternative.path("text").asString("")),
                    alternative.path("confidence").asDouble(0));
            // The same words come again where they can be spoken in two ways.
            if (all.stream().noneMatch(known -> known.words.equals(one.words))) {
                all.add(one);
            }
        }
        return all;
    }

    /** The words of a partial result. */
    static List<String> ofPartial(String json) {
        return words(read(json).path("partial").asString(""));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalStateException("The recogniser's answer is no JSON", e);
        }
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
