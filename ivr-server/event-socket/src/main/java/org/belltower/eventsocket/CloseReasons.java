package org.belltower.eventsocket;

import java.util.Optional;

/** Finds the {@link CloseReason} in a failure that a connection reports. Stateless. */
final class CloseReasons {
    private CloseReasons() {}

    static CloseReason of(Throwable failure) {
        return frame(failure)
                .orElseGet(() -> new CloseReason(CloseReason.Kind.BROKEN, String.valueOf(failure.getMessage())));
    }

    /** The decoder wraps what its reader throws. */
    private static Optional<CloseReason> frame(Throwable failure) {
        if (failure instanceof FrameException frame) {
            return Optional.of(frame.reason());
        }
        return failure.getCause() instanceof FrameException frame ? Optional.of(frame.reason()) : Optional.empty();
    }
}
