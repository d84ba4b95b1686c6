package org.belltower.embeddedswitch.media;

import java.util.ArrayDeque;
import java.util.Deque;
import org.belltower.audio.G711;

/** The playbacks of a stream, newest first: only the newest is heard. *Confined to the clock.* */
final class PlaybackStack {
    private final Deque<ActivePlayback> stack = new ArrayDeque<>(4);
    private final Deque<ActivePlayback> finished = new ArrayDeque<>(4);
    private final CallbackQueue callbacks;

    PlaybackStack(CallbackQueue callbacks) {
        this.callbacks = callbacks;
    }

    void push(ActivePlayback playback) {
        if (stack.size() == MediaStream.MAX_NESTED) {
            report(playback, PlaybackEnd.Reason.REJECTED);
        } else {
            stack.push(playback);
        }
    }

    void stop(ActivePlayback playback) {
        if (stack.remove(playback)) {
            report(playback, PlaybackEnd.Reason.STOPPED);
        }
    }

    void endAll(PlaybackEnd.Reason reason) {
        while (!stack.isEmpty()) {
            report(stack.pop(), reason);
        }
    }

    /** Fills a frame from the newest playback on; what ends gives way to the one below within the frame. */
    int fill(byte[] frame, G711 law) {
        int at = 0;
        while (at < frame.length && !stack.isEmpty()) {
            ActivePlayback top = stack.peek();
            at = top.fill(frame, at, law);
            if (top.isDone()) {
                finished.add(stack.pop());
            }
        }
        return at;
    }

    /** After the frame was sent: who hears of the end may rely on it that the last sample went out. */
    void reportFinished() {
        while (!finished.isEmpty()) {
            report(finished.remove(), PlaybackEnd.Reason.DONE);
        }
    }

    void report(ActivePlayback playback, PlaybackEnd.Reason reason) {
        PlaybackEnd end = playback.end(reason);
        callbacks.offer(() -> playback.report(end));
    }
}
