package org.belltower.server.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a case of {@code manifest.tsv} has to come to. Immutable. */
sealed interface Expectation {
    /** The session reaches {@code conf:pass} first. */
    record Passes() implements Expectation {}

    /** It ends without reaching {@code conf:fail}. */
    record Ends() implements Expectation {}

    /** These words are heard in this order, then it ends. */
    record Hears(List<String> words) implements Expectation {
        public Hears {
            words = List.copyOf(words);
        }
    }

    /** This audio file is played, then it ends. */
    record Plays(String file) implements Expectation {}

    /** As the column {@code expect} has it; empty where it is none of these. */
    static Optional<Expectation> parse(String text) {
        List<String> words = Arrays.asList(text.strip().split("\\s+", -1));
        String first = words.getFirst();
        return switch (first) {
            case "pass" -> Optional.of(new Passes());
            case "ends" -> Optional.of(new Ends());
            case "hears" -> Optional.of(new Hears(words.subList(1, words.size())));
            case "plays" -> words.size() == 2 ? Optional.of(new Plays(words.get(1))) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
