package org.belltower.voicexml.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What the caller hears while a resource is being fetched. Immutable. Spec: VoiceXML 2.0 §6.1.1, §6.3.5.
 *
 * @param uri the audio, absolute; it is played again from its beginning while the fetch lasts
 * @param language that the document speaks, where the audio is a prompt of the catalogue
 * @param delay how long to wait for the resource in silence first
 * @param minimum how long it is played at least once it has begun, even when the resource has come
 * @param pending the audio's own fetch, where it is not at hand; while it lasts the caller hears nothing
 */
public record FetchAudio(URI uri, Locale language, Duration delay, Duration minimum, Optional<PendingAudio> pending) {
    /** Audio that lies at hand. */
    public FetchAudio(URI uri, Locale language, Duration delay, Duration minimum) {
        this(uri, language, delay, minimum, Optional.empty());
    }
}
