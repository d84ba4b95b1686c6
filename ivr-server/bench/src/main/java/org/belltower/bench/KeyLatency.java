package org.belltower.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.belltower.server.caller.HeardClip;
import org.belltower.server.caller.SentKey;

/**
 * From a key to the voice that answers it. Worked out after the call, from when packets left and came: the first clip that
 * begins after the key's first packet and before the next key's is its answer, if it has the words that are due.
 *
 * @param key when it was sent; {@link SentKey#lastNanos} is that of its last packet, the second repetition of the end, which
 *     leaves with the end itself. Spec: RFC 4733 §2.5.1.4
 * @param voiceNanos {@link System#nanoTime} when the packet came that holds the first sample of the answer
 */
record KeyLatency(Press press, SentKey key, long voiceNanos) {
    /** What a key asks for. */
    enum Kind {
        /** A prompt that the application knows. */
        MENU,
        /** A figure that is fetched from the database. */
        FIGURE
    }

    /** A key of the script and the words that are due. */
    record Press(char key, Kind kind, Predicate<String> words) {}

    /** A key of the script as it was sent. */
    record Sent(Press press, SentKey key) {}

    double millisFromLast() {
        return (voiceNanos - key.lastNanos()) / 1e6;
    }

    double millisFromFirst() {
        return (voiceNanos - key.firstNanos()) / 1e6;
    }

    /** The answers to the keys of a call; a key without the one that is due is missing. */
    static List<KeyLatency> of(List<Sent> keys, List<HeardClip> clips) {
        var answered = new ArrayList<KeyLatency>();
        for (int i = 0; i < keys.size(); i++) {
            Sent sent = keys.get(i);
            long from = sent.key().firstNanos();
            long to = i + 1 < keys.size() ? keys.get(i + 1).key().firstNanos() : Long.MAX_VALUE;
            Optional<HeardClip> first = clips.stream()
                    .filter(clip -> clip.arrivalNanos() > from && clip.arrivalNanos() < to)
                    .findFirst();
            first.filter(clip -> sent.press().words().test(clip.text()))
                    .ifPresent(clip -> answered.add(new KeyLatency(sent.press(), sent.key(), clip.arrivalNanos())));
        }
        return answered;
    }
}
