package org.belltower.eventsocket;

/** A command was given on a closed connection, or the connection closed before its reply came. */
public final class ConnectionClosedException extends EventSocketException {
    private static final long serialVersionUID = 1L;

    private final transient CloseReason reason;

    ConnectionClosedException(String command, CloseReason reason) {
        super(command + " has no reply: the connection is closed, " + reason);
        this.reason = reason;
    }

    public CloseReason reason() {
        return reason;
    }
}
