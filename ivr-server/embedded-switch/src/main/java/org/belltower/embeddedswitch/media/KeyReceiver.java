package org.belltower.embeddedswitch.media;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.belltower.audio.DtmfTone;

/**
 * Turns telephone-event packets into keys, each reported once. *Confined to the clock.*
 *
 * <p>A key is told apart by its timestamp. It ends by its end packet, of which the copies are ignored; where all end
 * packets are lost, by the next key or by 100 ms without a packet. Events above 15 are ignored.
 *
 * <p>Spec: RFC 4733 §2.5.1.2, §2.5.1.3 (long keys in segments), §2.5.2.2, §2.5.2.3.
 */
final class KeyReceiver {
    private static final int LOST_END_TICKS = 5;
    private static final int SEGMENT = 0xFFFF;
    /** Half a second, longer than any jitter: what is further back comes from a source that began its clock again. */
    private static final int OLD = 4000;

    private boolean pressed;
    private int event;
    private int timestamp;
    private int duration;
    private int earlierSegments;
    private int idleTicks;
    private boolean finishedOne;
    private int finishedTimestamp;

    /** Takes the reports. */
    interface Sink {
        void key(DtmfTone tone, int samples);
    }

    void packet(RtpPacket packet, ByteBuffer in, Sink sink) {
        if (packet.payloadLength < 4) {
            return;
        }
        int at = packet.payloadAt;
        int code = in.get(at) & 0xFF;
        boolean end = (in.get(at + 1) & 0x80) != 0;
        int length = in.getShort(at + 2) & 0xFFFF;
        if (code > 15 || isOld(packet.timestamp)) {
            return;
        }
        boolean same = pressed && packet.timestamp == timestamp;
        boolean continued = pressed
                && !same
                && code == event
                && !packet.marker
                && duration == SEGMENT
                && packet.timestamp == timestamp + SEGMENT;
        if (continued) {
            earlierSegments += SEGMENT;
            timestamp = packet.timestamp;
            duration = length;
        } else if (same) {
            duration = Math.max(duration, length);
        } else {
            finish(sink);
            pressed = true;
            event = code;
            timestamp = packet.timestamp;
            duration = length;
            earlierSegments = 0;
        }
        idleTicks = 0;
        if (end) {
            finish(sink);
        }
    }

    /** Once a tick, after the packets of that tick. */
    void tick(Sink sink) {
        if (pressed && ++idleTicks > LOST_END_TICKS) {
            finish(sink);
        }
    }

    /** Another source: its timestamps have nothing to do with those before. */
    void reset(Sink sink) {
        finish(sink);
        finishedOne = false;
    }

    private boolean isOld(int packetTimestamp) {
        if (pressed) {
            int behind = timestamp - packetTimestamp;
            return behind > 0 && behind < OLD;
        }
        int behind = finishedTimestamp - packetTimestamp;
        return finishedOne && behind >= 0 && behind < OLD;
    }

    private void finish(Sink sink) {
        if (!pressed) {
            return;
        }
        pressed = false;
        finishedOne = true;
        finishedTimestamp = timestamp;
        Optional<DtmfTone> tone = DtmfTone.ofEvent(event);
        tone.ifPresent(t -> sink.key(t, earlierSegments + duration));
    }
}
