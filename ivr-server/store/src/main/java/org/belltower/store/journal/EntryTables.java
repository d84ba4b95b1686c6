package org.belltower.store.journal;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Brings entries into the database, within a transaction of the caller's; tests put failures here. */
@FunctionalInterface
interface EntryTables {
    void apply(Handle handle, List<JournalEntry> entries);

    /** As {@link CallTables#closeLeftOpen}. */
    default void closeLeftOpen(Handle handle, String server, long run) {
        CallTables.closeLeftOpen(handle, server, run);
    }
}
