package org.belltower.server.caller;

import java.util.Optional;

/**
 * How a call ended. <i>Immutable.</i>
 *
 * @param by who ended it
 * @param reason the other side's {@code Reason} header, as {@code Q.850;cause=42}
 * @param atNanos {@link System#nanoTime} at the end
 */
public record CallEnd(By by, Optional<String> reason, long atNanos) {
    public enum By {
        /** This telephone hung up, cancelled or vanished. */
        THIS_SIDE,
        OTHER_SIDE,
        /** It was never answered. */
        REFUSED
    }
}
