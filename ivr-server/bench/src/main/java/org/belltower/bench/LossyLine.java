package org.belltower.bench;

import java.nio.ByteBuffer;
import java.util.BitSet;
import org.belltower.audio.G711;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.embeddedswitch.media.JitterBuffer;
import org.belltower.speech.corpus.LineSound;

/** What a switch puts in place of packets that are lost. Both are what they do as this product sets them up. <i>Immutable.</i> */
enum LossyLine {
    /** FreeSWITCH without a jitter buffer: silence. */
    FREESWITCH {
        @Override
        Pcm lose(Pcm sound, double share, long seed) {
            return LineSound.lossy(sound, share, seed);
        }
    },

    /** The embedded switch: the packet before, fading; by its own jitter buffer. */
    EMBEDDED {
        @Override
        Pcm lose(Pcm sound, double share, long seed) {
            BitSet lost = LineSound.lost(sound.length(), share, seed);
            var buffer = new JitterBuffer(DELAY);
            int packets = sound.length() / FRAME;
            short[] heard = new short[packets * FRAME];
            short[] frame = new short[FRAME];
            // The first delay is no part of the input: the line is as far behind for every packet.
            int ahead = DELAY / FRAME;
            for (int tick = 0; tick < packets + ahead; tick++) {
                if (tick < packets && !lost.get(tick)) {
                    byte[] codes = G711.ALAW.encode(sound.slice(tick * FRAME, (tick + 1) * FRAME));
                    buffer.put(tick * FRAME, ByteBuffer.wrap(codes), 0, FRAME, G711.ALAW);
                }
                if (tick >= ahead) {
                    buffer.take(frame);
                    System.arraycopy(frame, 0, heard, (tick - ahead) * FRAME, FRAME);
                }
            }
            return Pcm.of(heard, SampleRate.HZ_8000);
        }
    };

    private static final int FRAME = 160;

    /** Samples: the 60 ms of delay that the embedded switch has where nothing else is configured. */
    private static final int DELAY = 480;

    /**
     * The sound as it arrives.
     *
     * @param share of the packets of 20 ms that is lost, 0 to 1
     */
    abstract Pcm lose(Pcm sound, double share, long seed);
}
