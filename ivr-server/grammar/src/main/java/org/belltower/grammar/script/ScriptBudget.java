package org.belltower.grammar.script;

/**
 * How much one run of scripts may cost. <i>Immutable.</i>
 *
 * @param instructions about how many interpreter steps, over all scripts of the run
 * @param depth how deep calls may nest
 * @param size how long a text or an array may be that a standard function works on, in characters or elements
 */
public record ScriptBudget(long instructions, int depth, int size) {
    /** 1,000,000 instructions, 200 calls deep, 100,000 characters. */
    public static ScriptBudget defaults() {
        return new ScriptBudget(1_000_000, 200, 100_000);
    }
}
