package org.belltower.embeddedswitch.application;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.audio.AudioException;
import org.belltower.audio.ToneScript;
import org.belltower.embeddedswitch.media.ClipCache;
import org.belltower.embeddedswitch.media.ClipLoading;
import org.belltower.embeddedswitch.media.PlayItem;
import org.belltower.eventsocket.FileString;

/**
 * What {@code playback} is told to play: a file, {@code file_string://a!b}, {@code silence_stream://ms[,noise]} or
 * {@code tone_stream://script[;loops=n]}.
 *
 * <p><em>Immutable.</em> Deviates: where one part of a {@link FileString} cannot be played, none is, because half a
 * figure is a wrong figure; FreeSWITCH leaves the part out and fails only where nothing is left.
 */
sealed interface PlayList {

    /** All of it is ready to play. */
    record Ready(List<PlayItem> items) implements PlayList {}

    /** Nothing is to be played; the detail names each part that cannot be. */
    record Missing(String detail) implements PlayList {}

    /** Reads the argument and loads its files; blocks while they are read. */
    static PlayList load(String argument, ClipCache clips) {
        List<PlayItem> items = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        String text = argument.strip();
        for (String part : FileString.parts(text).orElse(List.of(text))) {
            add(part, clips, items).ifPresent(missing::add);
        }
        if (!missing.isEmpty()) {
            return new Missing(String.join("; ", missing));
        }
        return items.isEmpty() ? new Missing("nothing to play") : new Ready(List.copyOf(items));
    }

    private static Optional<String> add(String part, ClipCache clips, List<PlayItem> items) {
        if (part.startsWith("silence_stream://")) {
            return silence(part.substring("silence_stream://".length()).split(",", 2)[0], items);
        }
        if (part.startsWith("tone_stream://")) {
            return tones(part.substring("tone_stream://".length()), items);
        }
        if (part.isBlank()) {
            return Optional.of("empty file name");
        }
        try {
            String path = part.startsWith("file://") ? part.substring("file://".length()) : part;
            return switch (clips.load(Path.of(path))) {
                case ClipLoading.Loaded loaded -> {
                    items.add(new PlayItem.ClipItem(loaded.clip()));
                    yield Optional.empty();
                }
                case ClipLoading.Unplayable bad -> Optional.of(bad.file() + ": " + bad.reason());
            };
        } catch (InvalidPathException e) {
            return Optional.of(e.getReason() + ": " + e.getInput());
        }
    }

    private static Optional<String> silence(String text, List<PlayItem> items) {
        if (text.equals("-1")) {
            items.add(new PlayItem.EndlessSilence());
            return Optional.empty();
        }
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of("silence_stream wants milliseconds, not " + text);
        }
        items.add(new PlayItem.Silence(Duration.ofMillis(Long.parseLong(text))));
        return Optional.empty();
    }

    private static Optional<String> tones(String script, List<PlayItem> items) {
        try {
            items.add(new PlayItem.Tones(ToneScript.parse(script)));
            return Optional.empty();
        } catch (AudioException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
