package org.belltower.store.journal;

/**
 * Counters since the journal was opened. <i>Immutable.</i>
 *
 * @param written entries on disk
 * @param drained entries in the database
 * @param lost entries that the disk refused
 * @param refused entries that the database refused
 * @param readmitted entries that it took when they were offered again
 * @param aside entries in {@code refused.jsonl} now, those of earlier runs among them
 * @param damaged places in old segments that could not be read
 * @param backlogBytes on disk and not yet in the database
 */
public record JournalStatistics(
        long written,
        long drained,
        long lost,
        long refused,
        long readmitted,
        long aside,
        long damaged,
        long backlogBytes) {}
