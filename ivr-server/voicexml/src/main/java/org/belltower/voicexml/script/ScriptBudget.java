package org.belltower.voicexml.script;

/**
 * How much one evaluation may cost. Immutable.
 *
 * @param instructions about how many interpreter steps; more end in {@code error.semantic}
 * @param depth how deep calls may nest
 */
public record ScriptBudget(long instructions, int depth) {
    public static final ScriptBudget DEFAULT = new ScriptBudget(5_000_000, 400);
}
