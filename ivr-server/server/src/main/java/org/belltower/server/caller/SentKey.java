package org.belltower.server.caller;

/**
 * A key that was pressed. <i>Immutable.</i>
 *
 * @param firstNanos {@link System#nanoTime} when its first packet left
 * @param lastNanos the same of its last packet: of a telephone event the second repetition of its end, which leaves right
 *     behind the end itself
 */
public record SentKey(char symbol, long firstNanos, long lastNanos) {}
