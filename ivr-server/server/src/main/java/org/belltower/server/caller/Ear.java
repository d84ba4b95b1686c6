package org.belltower.server.caller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Knows clips again in what a telephone hears: coded like the line, a clip that is played lies in the stream byte by byte,
 * at whatever sample it began. <i>Confined to the script's thread.</i>
 *
 * <p>Of several clips that begin alike the one is taken that agrees longest, and nothing is decided before they differ or
 * one of them is over. Nor is it decided that a clip has begun, or was cut short, before the ear has learnt what may have been
 * made meanwhile: it could be a new clip that begins alike. A clip of which a packet was lost counts as cut short there.
 */
public final class Ear {
    /** Samples that have to agree before a clip that was cut short counts as heard. */
    private static final int LEAST = 160;

    private final Heard heard;
    private final Supplier<List<KnownClip>> made;
    private final Map<Long, List<ClipPattern>> patterns = new HashMap<>();
    private final List<HeardClip> found = new ArrayList<>();
    private Optional<Candidates> open = Optional.empty();
    private int scanned;
    /** Clips that begin from this sample on have not been awaited. */
    private int news = Integer.MIN_VALUE;

    /** Clips that may be playing now. */
    private record Candidates(int anchorAt, List<ClipPattern> patterns) {}

    /** An ear that knows what it is taught. */
    public Ear(Heard heard) {
        this(heard, List::of);
    }

    /** @param made clips that have been made since it was last asked; a clip is among them before it is played */
    public Ear(Heard heard, Supplier<List<KnownClip>> made) {
        this.heard = heard;
        this.made = made;
    }

    /**
     * Learns a clip; what was heard before is listened to again, but what was awaited is not news again. Silence is not
     * learnt.
     */
    public void learn(KnownClip clip) {
        ClipPattern.of(clip, heard.codec()).forEach(pattern -> {
            patterns.computeIfAbsent(pattern.hash(), _ -> new ArrayList<>()).add(pattern);
            found.clear();
            open = Optional.empty();
            scanned = 0;
        });
    }

    /** False where nothing was made. */
    private boolean learnWhatWasMade() {
        List<KnownClip> fresh = made.get();
        fresh.forEach(this::learn);
        return !fresh.isEmpty();
    }

    /** All clips heard so far, in order; one that is still playing is not among them. */
    public List<HeardClip> clips() {
        scan(false);
        return List.copyOf(found);
    }

    /**
     * Waits for the next clip with such a text to be over, whole or cut short, after the one that was awaited last; empty
     * where none is in time.
     */
    public Optional<HeardClip> awaitClip(Predicate<String> text, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (true) {
            int length = heard.length();
            scan(false);
            Optional<HeardClip> next = found.stream()
                    .filter(clip -> clip.sample() >= news && text.test(clip.text()))
                    .findFirst();
            if (next.isPresent()) {
                news = next.get().sample() + 1;
                return next;
            }
            if (!heard.awaitLonger(length, deadline)) {
                return Optional.empty();
            }
        }
    }

    /**
     * Waits until a clip with such a text has begun and no other that begins alike can be meant; empty where none does in
     * time. {@link #awaitClip} finds the same clip again when it is over, and so does this: who waits for the answer to a key
     * asks with {@link #awaitStartAfter}.
     */
    public Optional<HeardClip> awaitStart(Predicate<String> text, Duration time) throws InterruptedException {
        return awaitStart(clip -> text.test(clip.text()), System.nanoTime() + time.toNanos());
    }

    /**
     * As {@link #awaitStart}, but only a clip whose first packet came after a moment.
     *
     * @param afterNanos {@link System#nanoTime}, as {@link SentKey#firstNanos}
     */
    public Optional<HeardClip> awaitStartAfter(Predicate<String> text, long afterNanos, Duration time)
            throws InterruptedException {
        return awaitStart(
                clip -> clip.arrivalNanos() - afterNanos > 0 && text.test(clip.text()),
                System.nanoTime() + time.toNanos());
    }

    private Optional<HeardClip> awaitStart(Predicate<HeardClip> wanted, long deadline) throws InterruptedException {
        while (true) {
            int length = heard.length();
            scan(false);
            Optional<HeardClip> begun = found.stream()
                    .filter(clip -> clip.sample() >= news)
                    .filter(wanted)
                    .findFirst()
                    .or(() -> playing().filter(wanted));
            if (begun.isPresent() && learnWhatWasMade()) {
                continue;
            }
            if (begun.isPresent() || !heard.awaitLonger(length, deadline)) {
                return begun;
            }
        }
    }

    /** Settles what is open with what was heard: after the end of a call nothing more comes. */
    public List<HeardClip> finish() {
        scan(true);
        return List.copyOf(found);
    }

    private Optional<HeardClip> playing() {
        return open.flatMap(candidates -> {
            byte[] stream = heard.bytes(0, Integer.MAX_VALUE);
            List<ClipPattern> still = candidates.patterns.stream()
                    .filter(pattern -> stream.length - candidates.anchorAt >= LEAST)
                    .filter(pattern -> agrees(pattern, candidates, stream))
                    .toList();
            return still.size() == 1 ? Optional.of(heard(still.getFirst(), candidates, stream)) : Optional.empty();
        });
    }

    private static boolean agrees(ClipPattern pattern, Candidates candidates, byte[] stream) {
        int start = candidates.anchorAt - pattern.anchor();
        return start + pattern.agreement(stream, start) == stream.length;
    }

    private void scan(boolean over) {
        byte[] stream = heard.bytes(0, Integer.MAX_VALUE);
        while (true) {
            if (open.isPresent()) {
                Candidates candidates = open.get();
                if (!over && undecided(candidates, stream)) {
                    return;
                }
                Optional<HeardClip> clip = best(candidates, stream);
                if (!clip.map(HeardClip::whole).orElse(true) && learnWhatWasMade()) {
                    continue;
                }
                clip.ifPresent(this::settle);
                open = Optional.empty();
            }
            if (!search(stream)) {
                return;
            }
        }
    }

    /** Moves on to the next anchor of any clip; false where the stream has none yet. */
    private boolean search(byte[] stream) {
        if (patterns.isEmpty() || scanned + ClipPattern.ANCHOR > stream.length) {
            return false;
        }
        var hash = new RollingHash(stream, scanned, ClipPattern.ANCHOR);
        for (int at = scanned; ; at++) {
            int here = at;
            List<ClipPattern> fitting = patterns.getOrDefault(hash.value(), List.of()).stream()
                    .filter(pattern ->
                            pattern.agreement(stream, here - pattern.anchor()) >= pattern.anchor() + ClipPattern.ANCHOR)
                    .toList();
            if (!fitting.isEmpty()) {
                open = Optional.of(new Candidates(at, fitting));
                scanned = at + 1;
                return true;
            }
            if (at + ClipPattern.ANCHOR >= stream.length) {
                scanned = at;
                return false;
            }
            hash.roll(stream, at);
        }
    }

    /** While it can still change which clip it was. */
    private static boolean undecided(Candidates candidates, byte[] stream) {
        return candidates.patterns.stream()
                .anyMatch(pattern -> candidates.anchorAt - pattern.anchor() + pattern.length() > stream.length
                        && agrees(pattern, candidates, stream));
    }

    private Optional<HeardClip> best(Candidates candidates, byte[] stream) {
        return candidates.patterns.stream()
                .map(pattern -> heard(pattern, candidates, stream))
                .filter(clip -> clip.whole() || clip.length().toMillis() * 8 >= LEAST)
                .max(Comparator.comparing(HeardClip::length).thenComparing(HeardClip::whole));
    }

    private void settle(HeardClip clip) {
        found.add(clip);
        scanned = Math.max(scanned, clip.sample() + (int) clip.length().toMillis() * 8);
    }

    private HeardClip heard(ClipPattern pattern, Candidates candidates, byte[] stream) {
        int start = candidates.anchorAt - pattern.anchor();
        int agreement = pattern.agreement(stream, start);
        return new HeardClip(
                pattern.clip(),
                start,
                time(start),
                time(agreement),
                agreement == pattern.length(),
                heard.arrivalFrom(Math.max(0, start)).orElse(0));
    }

    private static Duration time(int samples) {
        return Duration.ofNanos(samples * 1_000_000_000L / Heard.RATE);
    }
}
