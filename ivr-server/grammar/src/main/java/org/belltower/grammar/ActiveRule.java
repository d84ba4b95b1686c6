package org.belltower.grammar;

import java.util.Optional;

/**
 * The rule of a document that is meant from outside: the one that is named, which has to be public, or else the root.
 * <i>Immutable.</i>
 *
 * <p>Spec: SRGS 1.0 §2.2.2, §3.2 and §4.7.
 */
sealed interface ActiveRule {
    record Found(Rule rule) implements ActiveRule {}

    record Absent(String what, String remedy) implements ActiveRule {}

    static ActiveRule of(GrammarDocument document, Optional<String> name) {
        if (name.isEmpty()) {
            return document.root()
                    .map(root -> of(document, root))
                    .orElseGet(() -> new Absent(
                            document.uri() + " names no root rule",
                            "Write root=\"…\" there, or a fragment in the reference"));
        }
        ActiveRule found = of(document, name.get());
        return found instanceof Found(var rule) && rule.scope() == RuleScope.PRIVATE
                ? new Absent(
                        "the rule “" + rule.id() + "” of " + document.uri() + " is private",
                        "Write scope=\"public\" there")
                : found;
    }

    private static ActiveRule of(GrammarDocument document, String name) {
        return Optional.ofNullable(document.rules().get(name))
                .<ActiveRule>map(Found::new)
                .orElseGet(() -> new Absent(
                        document.uri() + " has no rule “" + name + "”",
                        "Its rules are " + String.join(", ", document.rules().keySet())));
    }
}
