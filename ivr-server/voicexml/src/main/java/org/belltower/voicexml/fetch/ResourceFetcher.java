package org.belltower.voicexml.fetch;

/**
 * Gets what a URI of one scheme names. Thread-safe: all sessions share it. Blocks up to the request's timeout and fails by
 * outcome, never by exception.
 */
@FunctionalInterface
public interface ResourceFetcher {
    FetchResult fetch(FetchRequest request);
}
