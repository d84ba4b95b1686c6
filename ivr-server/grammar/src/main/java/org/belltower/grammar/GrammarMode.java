package org.belltower.grammar;

/**
 * What a grammar listens to. <i>Immutable.</i>
 *
 * <p>Spec: SRGS 1.0 §4.6.
 */
public enum GrammarMode {
    DTMF,
    VOICE
}
