package org.belltower.store;

/**
 * The database cannot be reached now, did not answer in time, or cannot do this now although it is there (a full disk, a
 * missing right). Nobody has to retry for a caller: {@link Database} watches for its return. The hotline turns it into an
 * apology, the journal's drainer waits.
 */
public final class DatabaseUnavailableException extends StoreException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnavailableException(String message) {
        super(message);
    }

    public DatabaseUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
