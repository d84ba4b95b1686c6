package org.belltower.prompt;

import java.time.Duration;
import java.util.ArrayList;
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

    /** The playlists of several prompts as one, with a breath where one sentence ends and another begins. */
    public static Playlist inARow(List<Playlist> playlists) {
        List<PlaylistItem> all = new ArrayList<>();
        for (Playlist next : playlists) {
            boolean sentenceEnded = !all.isEmpty()
                    && all.getLast() instanceof PlaylistItem.Clip before
                    && Sentences.endsSentence(before.text());
            if (sentenceEnded && !next.isEmpty() && next.items().getFirst() instanceof PlaylistItem.Clip) {
                all.add(new PlaylistItem.Silence(Breaks.SENTENCE));
            }
            all.addAll(next.items());
        }
        return new Playlist(all);
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
