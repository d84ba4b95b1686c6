package org.belltower.voicexml.element;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.belltower.voicexml.fetch.FetchAudio;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.Freshness;
import org.belltower.voicexml.fetch.PendingAudio;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.Fetching;
import org.belltower.voicexml.model.UriReference;

/**
 * What an element says of how its resource is fetched; a property stands in for what it leaves out. Immutable. Spec: VoiceXML 2.0
 * §6.1.1, §6.1.2, §6.3.5.
 *
 * @param kind whose properties stand in: {@code document}, {@code script}, {@code data}, {@code grammar} or {@code audio}
 * @param hint {@code safe} or {@code prefetch}; it makes a difference for audio
 */
record FetchAttributes(
        String kind,
        Optional<String> hint,
        Optional<Duration> timeout,
        Optional<Duration> maxAge,
        Optional<Duration> maxStale,
        Optional<UriReference> fetchAudio)
        implements Fetching {
    private static final String RULE = "VoiceXML 2.0 §6.1.1";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The same for audio, for which the caller waits in silence. */
    private static final Duration AUDIO_TIMEOUT = Duration.ofSeconds(2);

    private static final Pattern SECONDS = Pattern.compile("\\+?[0-9]{1,9}");

    /** How long a caller hears nothing before the audio begins, where no property says it. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    /** How long the audio lasts at least, where no property says it: long enough to be no click. */
    private static final Duration MINIMUM = Duration.ofSeconds(1);

    /** Audio that an attribute of another element names: the properties say how it is fetched. */
    static final FetchAttributes OF_AUDIO = new FetchAttributes(
            "audio", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static FetchAttributes compile(Markup markup, Compilation compilation) {
        Optional<String> hint = markup.attribute("fetchhint");
        hint.filter(word -> !word.equals("safe") && !word.equals("prefetch"))
                .ifPresent(word -> compilation.error(
                        markup.position(), "fetchhint=\"" + word + "\"", RULE, "write safe or prefetch"));
        return new FetchAttributes(
                switch (markup.name()) {
                    case "script", "data", "grammar", "audio" -> markup.name();
                    default -> "document";
                },
                hint,
                compilation.time(markup, "fetchtimeout", RULE),
                age(markup, "maxage", compilation),
                age(markup, "maxstale", compilation),
                markup.attribute("fetchaudio").map(UriReference::of));
    }

    private static Optional<Duration> age(Markup markup, String name, Compilation compilation) {
        return markup.attribute(name).flatMap(text -> {
            Optional<Duration> age = seconds(text);
            if (age.isEmpty()) {
                compilation.error(
                        markup.position(),
                        name + "=\"" + text + "\" is no number of seconds",
                        "VoiceXML 2.0 §6.1.2",
                        "write such as 60");
            }
            return age;
        });
    }

    /** A number of whole seconds; empty where it is none. */
    static Optional<Duration> seconds(String text) {
        String trimmed = text.strip();
        return SECONDS.matcher(trimmed).matches()
                ? Optional.of(Duration.ofSeconds(Integer.parseInt(trimmed)))
                : Optional.empty();
    }

    @Override
    public FetchRequest request(URI uri, Context context) {
        return FetchRequest.get(uri, timeout.orElseGet(() -> context.time("fetchtimeout", usualTimeout())))
                .with(freshness(context));
    }

    private Duration usualTimeout() {
        return kind.equals("audio") ? AUDIO_TIMEOUT : TIMEOUT;
    }

    /** Spec: VoiceXML 2.0 §6.1.2. */
    private Freshness freshness(Context context) {
        return new Freshness(
                maxAge.or(() -> context.property(kind + "maxage").flatMap(FetchAttributes::seconds)),
                maxStale.or(() -> context.property(kind + "maxstale").flatMap(FetchAttributes::seconds)));
    }

    /**
     * The fetch of audio, where it is not at hand; under way already unless its hint, or else the property, says safe. Spec: VoiceXML
     * 2.0 §6.1.1, §6.3.5.
     */
    Optional<PendingAudio> pending(URI source, Context context) {
        return pending(
                source,
                !hint.or(() -> context.property(kind + "fetchhint"))
                        .orElse("prefetch")
                        .equals("safe"),
                context);
    }

    private Optional<PendingAudio> pending(URI source, boolean ahead, Context context) {
        return PendingAudio.isRemote(source) ? context.pendingAudio(request(source, context), ahead) : Optional.empty();
    }

    /** Scripts have none. Spec: VoiceXML 2.0 §6.3.5. */
    Optional<FetchAudio> audio(Context context) {
        if (kind.equals("script")) {
            return Optional.empty();
        }
        return fetchAudio
                .or(() -> context.property("fetchaudio").map(UriReference::of))
                .filter(audio -> !audio.text().isEmpty())
                .map(audio -> audio(audio.resolve(context.base()), context));
    }

    /** Fetched itself only when it is due: most fetches end before. */
    private static FetchAudio audio(URI source, Context context) {
        return new FetchAudio(
                source,
                context.language(),
                context.time("fetchaudiodelay", DELAY),
                context.time("fetchaudiominimum", MINIMUM),
                OF_AUDIO.pending(source, false, context));
    }
}
