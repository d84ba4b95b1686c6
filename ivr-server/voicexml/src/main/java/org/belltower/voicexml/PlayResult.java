package org.belltower.voicexml;

/** How playing without listening ended. Immutable. Spec: VoiceXML 2.0 §4.1. */
public sealed interface PlayResult {
    record Played() implements PlayResult {}

    /** The caller has gone. */
    record HangUp() implements PlayResult {}

    /** A prompt could not be played, with the event that a document may catch, such as {@code error.noresource}. */
    record Failed(String event, String message) implements PlayResult {}
}
