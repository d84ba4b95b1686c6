package org.belltower.embeddedswitch.media;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.belltower.audio.G711;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.ToneScript;
import org.jspecify.annotations.Nullable;

/** A piece of a playback as the clock wants it: bytes by index, or silence. *Immutable.* */
final class Segment {
    private static final long ENDLESS = Long.MAX_VALUE;

    private final @Nullable Clip clip;
    private final long samples;

    private Segment(@Nullable Clip clip, long samples) {
        this.clip = clip;
        this.samples = samples;
    }

    /** Prepared on the caller's thread, so that the clock never renders or encodes. */
    static Segment of(PlayItem item) {
        return switch (item) {
            case PlayItem.ClipItem(Clip clip) -> new Segment(clip, clip.samples());
            case PlayItem.Silence(Duration length) -> new Segment(null, SampleRate.HZ_8000.samplesIn(length));
            case PlayItem.EndlessSilence() -> new Segment(null, ENDLESS);
            case PlayItem.Tones(ToneScript script) -> {
                Clip once = clip(script);
                yield new Segment(
                        once,
                        script.loops().isEmpty()
                                ? ENDLESS
                                : (long) once.samples() * script.loops().getAsInt());
            }
        };
    }

    static Segment[] all(List<PlayItem> items) {
        return items.stream().map(Segment::of).toArray(Segment[]::new);
    }

    /** A script over and over. */
    static Segment endless(ToneScript script) {
        return new Segment(clip(script), ENDLESS);
    }

    static Clip clip(ToneScript script) {
        Pcm audio = script.render(SampleRate.HZ_8000);
        return new Clip(G711.ALAW.encode(audio), G711.ULAW.encode(audio));
    }

    long samples() {
        return samples;
    }

    /** Copies {@code count} codes from {@code position}; a clip repeats. */
    void copy(long position, byte[] frame, int at, int count, G711 law) {
        if (clip == null) {
            Arrays.fill(frame, at, at + count, law.silence());
            return;
        }
        byte[] payload = clip.payload(law);
        int from = (int) (position % payload.length);
        int done = 0;
        while (done < count) {
            int part = Math.min(count - done, payload.length - from);
            System.arraycopy(payload, from, frame, at + done, part);
            done += part;
            from = 0;
        }
    }
}
