package org.belltower.grammar;

/**
 * Who may refer to a rule. <i>Immutable.</i>
 *
 * <p>Spec: SRGS 1.0 §3.2.
 */
public enum RuleScope {
    PUBLIC,
    PRIVATE
}
