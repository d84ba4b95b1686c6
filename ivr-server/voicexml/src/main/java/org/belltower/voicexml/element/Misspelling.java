package org.belltower.voicexml.element;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.belltower.grammar.EditDistance;

/**
 * Which of the known names an author meant. A name of up to four letters may have one slip, a longer one two; whether letters are
 * capitals counts for nothing. Stateless.
 */
final class Misspelling {
    private static final int SHORT = 4;

    private Misspelling() {}

    /** The nearest, of equals the first by the alphabet; empty where none is near. */
    static Optional<String> nearest(String written, Collection<String> known) {
        record Near(String name, int distance) {}
        String plain = written.toLowerCase(Locale.ROOT);
        int most = plain.length() <= SHORT ? 1 : 2;
        return known.stream()
                .map(name -> new Near(name, EditDistance.between(plain, name, most)))
                .filter(near -> near.distance() <= most)
                .min(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .map(Near::name);
    }
}
