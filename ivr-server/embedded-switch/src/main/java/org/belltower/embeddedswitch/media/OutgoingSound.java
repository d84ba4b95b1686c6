package org.belltower.embeddedswitch.media;

import java.util.Arrays;
import org.belltower.audio.G711;
import org.jspecify.annotations.Nullable;

/**
 * The sound that a stream sends: its newest playback, or the background while nothing plays. *Confined to the clock.*
 */
final class OutgoingSound {
    final PlaybackStack playbacks;

    private final MediaClock clock;
    private Background background = new Background.Nothing();
    private @Nullable BridgeTap bridged;
    private @Nullable ActivePlayback ringing;

    OutgoingSound(MediaClock clock, PlaybackStack playbacks) {
        this.clock = clock;
        this.playbacks = playbacks;
    }

    /** Whether what is heard goes back. */
    boolean isEcho() {
        return background instanceof Background.Echo;
    }

    /** Another background for {@code stream}, whose sound this is; {@code tones} are those of a ringing one. */
    void background(Background wanted, @Nullable ActivePlayback tones, RtpStream stream) {
        unbridge();
        background = wanted;
        ringing = tones;
        if (wanted instanceof Background.Bridged(MediaStream peer)) {
            BridgeTap tap = new BridgeTap((RtpStream) peer, stream);
            bridged = tap;
            tap.from().attach(tap);
        }
    }

    void unbridge() {
        BridgeTap tap = bridged;
        if (tap != null) {
            bridged = null;
            tap.from().detach(tap);
        }
    }

    /** Fills {@code clock.codes}; false if nothing is to be sent. */
    boolean fill(G711 law, boolean heardSound) {
        byte[] codes = clock.codes;
        int filled = playbacks.fill(codes, law);
        if (filled > 0) {
            Arrays.fill(codes, filled, codes.length, law.silence());
            return true;
        }
        return switch (background) {
            case Background.Nothing() -> false;
            case Background.Silence() -> {
                Arrays.fill(codes, law.silence());
                yield true;
            }
            case Background.Echo() -> {
                law.encode(clock.heard, 0, codes, 0, codes.length);
                yield heardSound;
            }
            case Background.Ringing ringingTones -> {
                if (ringing != null) {
                    ringing.fill(codes, 0, law);
                }
                yield ringing != null;
            }
            case Background.Bridged bridge -> {
                BridgeTap tap = bridged;
                if (tap == null || !tap.poll(clock.said)) {
                    yield false;
                }
                law.encode(clock.said, 0, codes, 0, codes.length);
                yield true;
            }
        };
    }
}
