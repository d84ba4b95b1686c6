package org.belltower.voicexml.script;

import java.time.Duration;

/**
 * How much one evaluation may cost; more ends in {@code error.semantic}. Immutable.
 *
 * @param instructions about how many interpreter steps
 * @param depth how deep calls may nest
 * @param time how long it may take, for what the steps do not tell
 * @param size how long a text or an array may be that a standard function works on or a document uses, in characters or
 *     elements
 */
public record ScriptBudget(long instructions, int depth, Duration time, int size) {
    /** 5,000,000 steps, 400 calls deep, 10 s, 1,000,000 characters. */
    public static final ScriptBudget DEFAULT = new ScriptBudget(5_000_000, 400, Duration.ofSeconds(10), 1_000_000);

    /** With the time and size of {@link #DEFAULT}. */
    public static ScriptBudget of(long instructions, int depth) {
        return new ScriptBudget(instructions, depth, DEFAULT.time, DEFAULT.size);
    }
}
