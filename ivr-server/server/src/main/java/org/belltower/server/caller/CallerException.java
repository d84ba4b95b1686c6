package org.belltower.server.caller;

/** A call that cannot go on for a reason of this machine: no socket, no file, no answer within any reason. */
public final class CallerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CallerException(String message) {
        super(message);
    }

    public CallerException(String message, Throwable cause) {
        super(message, cause);
    }
}
