package org.belltower.eventsocket;

import java.time.Duration;

/** No reply came in the time given. Whether the switch carried the command out is not known. */
public final class ReplyTimeoutException extends EventSocketException {
    private static final long serialVersionUID = 1L;

    private final Duration waited;

    ReplyTimeoutException(String command, Duration waited) {
        super(command + " has no reply after " + waited.toMillis() + " ms: is the switch overloaded?");
        this.waited = waited;
    }

    public Duration waited() {
        return waited;
    }
}
