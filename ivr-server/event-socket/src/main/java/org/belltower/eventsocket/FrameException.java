package org.belltower.eventsocket;

/**
 * A frame is over the limits, or cannot be read on from. The connection is closed with {@link #reason()}: after such a
 * frame nobody knows where the next one starts.
 */
final class FrameException extends EventSocketException {
    private static final long serialVersionUID = 1L;

    private final transient CloseReason reason;

    private FrameException(CloseReason reason) {
        super(reason.toString());
        this.reason = reason;
    }

    static FrameException oversize(String what, long found, long limit) {
        return new FrameException(
                new CloseReason(CloseReason.Kind.OVERSIZE, what + " of " + found + ", limit " + limit));
    }

    static FrameException malformed(String what) {
        return new FrameException(new CloseReason(CloseReason.Kind.MALFORMED, what));
    }

    CloseReason reason() {
        return reason;
    }
}
