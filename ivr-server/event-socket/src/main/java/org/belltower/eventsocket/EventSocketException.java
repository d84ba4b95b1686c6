package org.belltower.eventsocket;

/** Root of what this room throws. */
public class EventSocketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EventSocketException(String message) {
        super(message);
    }

    public EventSocketException(String message, Throwable cause) {
        super(message, cause);
    }
}
