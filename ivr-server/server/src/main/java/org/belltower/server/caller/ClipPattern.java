package org.belltower.server.caller;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.belltower.audio.G711;
import org.belltower.audio.Pcm;
import org.belltower.audio.Wav;

/**
 * A clip as its bytes go over the line, and the first stretch of it that cannot be mistaken for silence. <i>Immutable.</i>
 */
final class ClipPattern {
    /** Samples by which a clip is first noticed. */
    static final int ANCHOR = 80;

    private static final int LOUD = 200;
    private static final int VARIETY = 8;

    private final KnownClip clip;
    private final byte[] coded;
    private final int anchor;

    private ClipPattern(KnownClip clip, byte[] coded, int anchor) {
        this.clip = clip;
        this.coded = coded;
        this.anchor = anchor;
    }

    /** One for each way that switches code it; none where the clip is silence, or too short to be told from anything. */
    static List<ClipPattern> of(KnownClip clip, G711 codec) {
        Pcm sound;
        try (InputStream in = Files.newInputStream(clip.wav())) {
            sound = Wav.read(in);
        } catch (IOException e) {
            throw new CallerException("The clip " + clip.wav() + " cannot be read", e);
        }
        return Stream.of(codec.encode(sound), FreeSwitchCoding.encode(codec, sound))
                .map(coded -> of(clip, coded, codec))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ClipPattern> of(KnownClip clip, byte[] coded, G711 codec) {
        for (int at = 0; at + ANCHOR <= coded.length; at++) {
            if (Math.abs(codec.decode(coded[at])) > LOUD && variety(coded, at) >= VARIETY) {
                return Optional.of(new ClipPattern(clip, coded, at));
            }
        }
        return Optional.empty();
    }

    private static long variety(byte[] coded, int from) {
        var seen = new boolean[256];
        int different = 0;
        for (int i = from; i < from + ANCHOR; i++) {
            if (!seen[coded[i] & 0xFF]) {
                seen[coded[i] & 0xFF] = true;
                different++;
            }
        }
        return different;
    }

    KnownClip clip() {
        return clip;
    }

    /** How far the anchor is from the beginning. */
    int anchor() {
        return anchor;
    }

    int length() {
        return coded.length;
    }

    /** The hash of the anchor. */
    long hash() {
        return RollingHash.of(coded, anchor, ANCHOR);
    }

    /** How many samples from the beginning agree with a stream in which the clip would begin at {@code start}. */
    int agreement(byte[] stream, int start) {
        int from = Math.max(0, -start);
        int room = Math.min(coded.length, stream.length - start);
        if (room <= from) {
            return 0;
        }
        int mismatch = Arrays.mismatch(coded, from, room, stream, start + from, start + room);
        return mismatch < 0 ? room : from + mismatch;
    }
}
