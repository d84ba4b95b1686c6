package org.belltower.prompt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Documents that have been parsed, the longest unused leaving first. <em>Thread-safe.</em> Most prompts of an application
 * never change, so the same string comes with every call.
 */
final class Documents {
    private record Key(String ssml, Locale language) {}

    /** Longer ones are rare, and a few of them would take the room of all the others. */
    private static final int LONGEST_KEPT = 8 * 1024;

    private final int most;

    /** Guarded by itself; access moves an entry to the end. */
    private final LinkedHashMap<Key, List<Segment>> parsed = new LinkedHashMap<>(64, 0.75f, true);

    Documents(int most) {
        this.most = most;
    }

    List<Segment> get(String ssml, Locale language, Supplier<List<Segment>> parse) {
        Key key = new Key(ssml, language);
        Optional<List<Segment>> kept = find(key);
        if (kept.isPresent()) {
            return kept.get();
        }
        List<Segment> segments = List.copyOf(parse.get());
        if (ssml.length() <= LONGEST_KEPT && !isSensitive(segments)) {
            keep(key, segments);
        }
        return segments;
    }

    int size() {
        synchronized (parsed) {
            return parsed.size();
        }
    }

    private Optional<List<Segment>> find(Key key) {
        synchronized (parsed) {
            return Optional.ofNullable(parsed.get(key));
        }
    }

    private void keep(Key key, List<Segment> segments) {
        synchronized (parsed) {
            parsed.put(key, segments);
            if (parsed.size() > most) {
                parsed.pollFirstEntry();
            }
        }
    }

    private static boolean isSensitive(List<Segment> segments) {
        return segments.stream().anyMatch(segment -> switch (segment) {
            case Segment.Words words -> words.manner().sensitive();
            case Segment.Timed timed -> isSensitive(List.copyOf(timed.words()));
            case Segment.Audio audio -> audio.manner().sensitive() || isSensitive(audio.otherwise());
            case Segment.Pause _, Segment.Boundary _, Segment.Marker _ -> false;
            // What could not be read may hold anything.
            case Segment.Refused _ -> true;
        });
    }
}
