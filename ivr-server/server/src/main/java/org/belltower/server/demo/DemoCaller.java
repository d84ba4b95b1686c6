package org.belltower.server.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.belltower.audio.Pcm;
import org.belltower.server.UserError;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.Ear;
import org.belltower.server.caller.HeardClip;
import org.belltower.server.caller.SentKey;

/** The caller of the demo: keys, listens, and writes down both. Confined to the main thread. */
public final class DemoCaller {
    /** How often the ear is told of clips that were made meanwhile. */
    private static final Duration GLANCE = Duration.ofMillis(200);

    private final CallerCall call;
    private final Ear ear;
    private final ClipFolder clips;
    private final Transcript transcript;
    private int last = Integer.MIN_VALUE;

    public DemoCaller(CallerCall call, ClipFolder clips, Transcript transcript) {
        this.call = call;
        this.ear = new Ear(call.heard(), clips::fresh);
        this.clips = clips;
        this.transcript = transcript;
    }

    /** Waits for a clip with such words to be over. */
    public Optional<HeardClip> hears(String what, Predicate<String> words, Duration atMost)
            throws InterruptedException {
        return await(what, words, atMost, true);
    }

    /** Waits for a clip with such words to begin. */
    public void begins(String what, Predicate<String> words, Duration atMost) throws InterruptedException {
        await(what, words, atMost, false);
    }

    private Optional<HeardClip> await(String what, Predicate<String> words, Duration atMost, boolean whole)
            throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < until) {
            clips.fresh().forEach(ear::learn);
            Optional<HeardClip> heard = whole ? ear.awaitClip(words, GLANCE) : ear.awaitStart(words, GLANCE);
            // An ear that has learnt a clip listens again from the beginning: what was heard before is not news.
            if (heard.isPresent() && heard.get().sample() > last) {
                writeDown(heard.get().sample());
                last = heard.get().sample();
                transcript.hears(
                        heard.get().arrivalNanos(),
                        heard.get().text(),
                        !whole || heard.get().whole());
                return heard;
            }
        }
        throw new UserError("the caller did not hear " + what + " within " + Math.max(0, atMost.toSeconds())
                + " s; see var/log/ivr.log, and ./ivr doctor for what may be missing");
    }

    /** What was heard since the last line and not waited for, up to this sample. */
    private void writeDown(int before) {
        for (HeardClip clip : ear.clips()) {
            if (clip.sample() > last && clip.sample() < before) {
                last = clip.sample();
                transcript.hears(clip.arrivalNanos(), clip.text(), clip.whole());
            }
        }
    }

    /** Writes down what was heard to the end of the call. */
    public void hearsTheRest() {
        clips.fresh().forEach(ear::learn);
        writeDown(Integer.MAX_VALUE);
    }

    public void keys(String keys) throws InterruptedException {
        List<SentKey> sent = call.press(keys);
        transcript.keys(sent.getFirst().firstNanos(), keys);
    }

    /** As {@link #keys}, but the transcript does not show them. */
    public void secretKeys(String keys) throws InterruptedException {
        List<SentKey> sent = call.press(keys);
        transcript.keys(sent.getFirst().firstNanos(), "•••");
    }

    /** Says something that the transcript does not show. */
    public void secretWords(Pcm words) throws InterruptedException {
        transcript.says(System.nanoTime(), "•••");
        call.speak(words);
    }
}
