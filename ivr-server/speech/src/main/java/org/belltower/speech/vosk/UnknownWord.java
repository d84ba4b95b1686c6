package org.belltower.speech.vosk;

import java.util.List;

/**
 * A word of a grammar that the model cannot hear. <i>Immutable.</i>
 *
 * @param text as the grammar has it
 * @param nearest words that the model knows and that are written much the same; may be empty
 */
public record UnknownWord(String text, List<String> nearest) {
    public UnknownWord {
        nearest = List.copyOf(nearest);
    }

    @Override
    public String toString() {
        return text + (nearest.isEmpty() ? "" : " (near: " + String.join(", ", nearest) + ")");
    }
}
