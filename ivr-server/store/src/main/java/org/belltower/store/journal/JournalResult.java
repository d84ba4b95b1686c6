package org.belltower.store.journal;

/** What became of an entry. A call goes on in every case. <i>Immutable.</i> */
public sealed interface JournalResult {

    /** On disk, synced: it will reach the database. */
    record OnDisk() implements JournalResult {}

    /** Accepted, but the disk has not confirmed in time; it may still get there. */
    record Unconfirmed(String reason) implements JournalResult {}

    /** Neither on disk nor in the database, e.g. disk full; counted in {@link JournalStatistics#lost}. */
    record Lost(String reason) implements JournalResult {}
}
