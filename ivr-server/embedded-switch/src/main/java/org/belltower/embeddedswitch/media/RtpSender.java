package org.belltower.embeddedswitch.media;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * Numbers and sends a stream's packets from one buffer. *Confined to the clock.* Allocates nothing.
 *
 * <p>The timestamp goes on by 20 ms at each tick whether anything is sent or not; the packet after a pause carries the
 * marker. Spec: RFC 3550 §5.1, RFC 3551 §4.1.
 */
final class RtpSender {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(RtpPacket.HEADER_BYTES + MediaClock.FRAME);
    private final RtpSocket socket;
    private final int ssrc;
    private int sequence;
    private int timestamp;
    private boolean silentBefore = true;
    private boolean sentNow;
    private long packets;

    RtpSender(RtpSocket socket, int ssrc, int firstSequence, int firstTimestamp) {
        this.socket = socket;
        this.ssrc = ssrc;
        this.sequence = firstSequence & 0xFFFF;
        this.timestamp = firstTimestamp;
    }

    int timestamp() {
        return timestamp;
    }

    long packets() {
        return packets;
    }

    /** Sends 20 ms of codes. */
    boolean audio(SocketAddress target, int payloadType, byte[] codes) {
        buffer.put(RtpPacket.HEADER_BYTES, codes, 0, MediaClock.FRAME);
        return send(target, payloadType, silentBefore, timestamp, MediaClock.FRAME);
    }

    /** Sends the state of a key. */
    boolean key(SocketAddress target, int payloadType, KeySender keys) {
        int at = keys.timestamp();
        boolean first = keys.writeEvent(buffer, RtpPacket.HEADER_BYTES);
        return send(target, payloadType, first, at, 4);
    }

    /** The end of a tick. */
    void advance() {
        timestamp += MediaClock.FRAME;
        silentBefore = !sentNow;
        sentNow = false;
    }

    private boolean send(SocketAddress target, int payloadType, boolean marker, int at, int payloadBytes) {
        buffer.put(0, (byte) 0x80).put(1, (byte) ((marker ? 0x80 : 0) | payloadType));
        buffer.putShort(2, (short) sequence).putInt(4, at).putInt(8, ssrc);
        buffer.limit(RtpPacket.HEADER_BYTES + payloadBytes).position(0);
        // A packet that the system refuses is lost as on the way: the next one has the next number.
        sequence = sequence + 1 & 0xFFFF;
        sentNow = true;
        boolean taken = socket.send(buffer, target);
        buffer.clear();
        if (taken) {
            packets++;
        }
        return taken;
    }
}
