package org.belltower.hotline;

/** Answer to a voice application's {@code hotline:NAME?…}. <i>Immutable.</i> */
public sealed interface HotlineReply {

    /**
     * The service answered, also when it says "wrong PIN" or "unavailable".
     *
     * @param outcome in a word, as {@code json} has it
     * @param json an object with at least {@code outcome}; money and net values are strings
     */
    record Answered(String outcome, String json) implements HotlineReply {}

    /** No service has that name; a mistake in the document. For a fetch: {@code error.badfetch.http.404}. */
    record NoSuchService(String message) implements HotlineReply {}

    /** A parameter is missing or makes no sense; a mistake in the document. For a fetch: {@code error.badfetch.http.400}. */
    record BadRequest(String message) implements HotlineReply {}
}
