package org.belltower.speech;

/**
 * Counters of the synthesis cache since it was opened. <em>Immutable.</em>
 *
 * @param hits clips found on disk
 * @param shared callers that waited for a synthesis that another had begun
 * @param syntheses texts that went to an engine for the cache
 * @param failures texts that no engine spoke
 * @param overflows clips that the cache's disk did not take and that went to the temporary directory
 * @param clips clips in the cache now
 * @param bytes size of the clips in the cache now
 */
public record CacheStatistics(
        long hits, long shared, long syntheses, long failures, long overflows, int clips, long bytes) {}
