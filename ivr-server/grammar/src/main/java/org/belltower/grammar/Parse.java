package org.belltower.grammar;

import java.util.List;

/**
 * The best parse of an input: the one with the highest score, then the one whose alternatives stand first and whose earlier
 * parts take most. <i>Immutable.</i>
 *
 * @param score the natural logarithm of the product of all weights and repeat probabilities on the way; 0 where the grammar
 *     gives none. Spec: SRGS 1.0 §2.4.1, §2.5.1
 */
public record Parse(List<ParseEvent> events, double score) {
    public Parse {
        events = List.copyOf(events);
    }
}
