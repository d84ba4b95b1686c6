package org.belltower.embeddedswitch.media;

import java.util.function.Consumer;
import org.belltower.audio.G711;

/** A playback with its position. All but {@link #stop} and {@link #samplesPlayed} is *confined to the clock*. */
final class ActivePlayback implements Playback {
    private final RtpStream stream;
    private final Segment[] segments;
    private final Consumer<PlaybackEnd> onEnd;
    private int index;
    private long position;
    /** Written by the clock, read by any thread. */
    private final Tally played = new Tally();

    ActivePlayback(RtpStream stream, Segment[] segments, Consumer<PlaybackEnd> onEnd) {
        this.stream = stream;
        this.segments = segments;
        this.onEnd = onEnd;
    }

    @Override
    public void stop() {
        stream.stop(this);
    }

    /** Fills the frame from {@code at} over the borders of its items; returns where it got to. */
    int fill(byte[] frame, int at, G711 law) {
        int filled = at;
        while (filled < frame.length && index < segments.length) {
            Segment segment = segments[index];
            int count = (int) Math.min(frame.length - filled, segment.samples() - position);
            segment.copy(position, frame, filled, count, law);
            filled += count;
            position += count;
            if (position == segment.samples()) {
                index++;
                position = 0;
            }
        }
        played.add(filled - at);
        return filled;
    }

    @Override
    public long samplesPlayed() {
        return played.get();
    }

    boolean isDone() {
        return index == segments.length;
    }

    PlaybackEnd end(PlaybackEnd.Reason reason) {
        return new PlaybackEnd(reason, played.get(), index);
    }

    void report(PlaybackEnd end) {
        onEnd.accept(end);
    }
}
