package org.belltower.store;

/**
 * Root of what can go wrong in this room beyond a typed outcome: a refused statement, a database that does not start.
 * The message says what happened and what to do.
 */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
