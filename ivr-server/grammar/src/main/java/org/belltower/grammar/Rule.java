package org.belltower.grammar;

import java.util.List;

/**
 * A named expansion. <i>Immutable.</i>
 *
 * <p>Spec: SRGS 1.0 §3.
 *
 * @param examples phrases that the author says match the rule
 */
public record Rule(String id, RuleScope scope, Expansion expansion, List<String> examples, Position position) {
    public Rule {
        examples = List.copyOf(examples);
    }
}
