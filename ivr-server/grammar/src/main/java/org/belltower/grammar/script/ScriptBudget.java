package org.belltower.grammar.script;

import java.time.Duration;

/**
 * How much one run of scripts may cost. <i>Immutable.</i>
 *
 * @param instructions about how many interpreter steps, over all scripts of the run; what a standard function is given and makes
 *     counts too
 * @param depth how deep calls may nest
 * @param time how long it may take, for what the steps do not tell
 * @param size how long a text or an array may be that a standard function works on, in characters or elements
 */
public record ScriptBudget(long instructions, int depth, Duration time, int size) {
    /** 1,000,000 instructions, 200 calls deep, 30 s, 100,000 characters: enough for the tags of one parse. */
    public static ScriptBudget defaults() {
        return new ScriptBudget(1_000_000, 200, Duration.ofSeconds(30), 100_000);
    }
}
