package org.belltower.grammar;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a rule may expand to, the same for the XML and the ABNF form. <i>Immutable.</i>
 *
 * <p>Spec: SRGS 1.0 §2.
 */
public sealed interface Expansion {

    /**
     * One word, or in a DTMF grammar one key. Spec: SRGS 1.0 §2.1.
     *
     * @param text white space normalised; a key is one of {@code 0-9 * # A-D}
     */
    record Token(String text, Locale language) implements Expansion {}

    /**
     * A reference to another rule, which has its own language. Spec: SRGS 1.0 §2.2, §2.7.
     */
    record Reference(RuleReference target, Position position) implements Expansion {}

    /** One after the other; empty means nothing is said. Spec: SRGS 1.0 §2.3. */
    record Sequence(List<Expansion> parts) implements Expansion {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /** One of several. Spec: SRGS 1.0 §2.4. */
    record Alternatives(List<Choice> choices) implements Expansion {
        public Alternatives {
            choices = List.copyOf(choices);
        }
    }

    /**
     * A member of {@link Alternatives}.
     *
     * @param weight how likely compared with its neighbours, 1 where none is given. Spec: SRGS 1.0 §2.4.1
     */
    record Choice(Expansion expansion, double weight) {}

    /**
     * Several times the same. Spec: SRGS 1.0 §2.5.
     *
     * @param minimum times at least
     * @param maximum times at most; empty is without end
     * @param probability of one more repetition, as the author gives it
     */
    record Repeat(Expansion body, int minimum, OptionalInt maximum, Optional<Double> probability) implements Expansion {
        public Repeat {
            if (minimum < 0 || (maximum.isPresent() && maximum.getAsInt() < minimum)) {
                throw new IllegalArgumentException("A repeat runs from a smaller to a larger number, not " + minimum
                        + " to " + maximum.getAsInt());
            }
        }
    }

    /** What a match here means, in the grammar's {@link TagFormat}. Spec: SRGS 1.0 §2.6. */
    record Tag(String content, Position position) implements Expansion {}
}
