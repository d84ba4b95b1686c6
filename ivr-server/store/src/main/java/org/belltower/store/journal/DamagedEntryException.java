package org.belltower.store.journal;

import org.belltower.store.StoreException;

/** Bytes of a segment that are no entry. The drainer skips and counts them. */
final class DamagedEntryException extends StoreException {
    private static final long serialVersionUID = 1L;

    DamagedEntryException(String message) {
        super(message);
    }
}
