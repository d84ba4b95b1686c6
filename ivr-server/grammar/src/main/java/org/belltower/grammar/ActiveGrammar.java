package org.belltower.grammar;

/**
 * A grammar that listens now. <i>Immutable.</i>
 *
 * @param id told back with a match; unique among the grammars that are active together
 */
public record ActiveGrammar(String id, Grammar grammar) {}
