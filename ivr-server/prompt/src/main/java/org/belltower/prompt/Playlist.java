package org.belltower.prompt;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Clips, pauses and marks in the order in which a caller hears them; they follow each other without a gap. <em>Immutable.</em>
 */
public record Playlist(List<PlaylistItem> items) {

    /** Nothing to hear. */
    public static final Playlist EMPTY = new Playlist(List.of());

    public Playlist {
        items = List.copyOf(items);
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** Playing time from the first sample to the last. */
    public Duration length() {
        return items.stream().map(PlaylistItem::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** What is spoken, clip after clip, for a transcript. */
    public String text() {
        return items.stream()
                .filter(PlaylistItem.Clip.class::isInstance)
                .map(item -> ((PlaylistItem.Clip) item).text())
                .collect(Collectors.joining(" "));
    }
}
