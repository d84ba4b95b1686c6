package org.belltower.voicexml.fetch;

import java.net.URI;
import java.util.Optional;

/** What became of a fetch. Immutable. Spec: VoiceXML 2.0 §6.1, §5.2.6. */
public sealed interface FetchResult {
    /**
     * The resource.
     *
     * @param uri where it came from in the end; the base of relative references in it
     * @param contentType such as {@code application/json}, empty text where unknown
     * @param validator a label that changes with the content; empty where the source has none, which forbids keeping it
     */
    record Fetched(URI uri, String contentType, Content content, Optional<String> validator) implements FetchResult {}

    /** What the asker holds is still right. */
    record NotModified() implements FetchResult {}

    /**
     * It could not be had.
     *
     * @param event what a document may catch, such as {@code error.badfetch.http.404}
     * @param message what happened and what to do, for people
     */
    record Failed(String event, String message) implements FetchResult {}
}
