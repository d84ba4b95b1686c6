package org.belltower.server;

/** A mistake that the person at the keyboard can mend; its message is one line that says what happened and what to do. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
