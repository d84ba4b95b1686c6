package org.belltower.embeddedswitch.media;

import java.nio.ByteBuffer;

/**
 * The header of the packet at hand, read into fields. *Confined to the clock*, which reuses one for all packets.
 *
 * <p>Spec: RFC 3550 §5.1 and §5.3.1.
 */
final class RtpPacket {
    static final int HEADER_BYTES = 12;

    int payloadType;
    boolean marker;
    int sequence;
    int timestamp;
    int ssrc;
    int payloadAt;
    int payloadLength;

    /** Reads from 0 to the limit; false if that is no RTP. */
    boolean read(ByteBuffer in) {
        int length = in.limit();
        if (length < HEADER_BYTES || (in.get(0) & 0xC0) != 0x80) {
            return false;
        }
        int first = in.get(0);
        int at = HEADER_BYTES + 4 * (first & 15);
        if ((first & 0x10) != 0) {
            if (at + 4 > length) {
                return false;
            }
            at += 4 + 4 * (in.getShort(at + 2) & 0xFFFF);
        }
        int end = length;
        if ((first & 0x20) != 0) {
            int padding = in.get(length - 1) & 0xFF;
            if (padding == 0) {
                return false;
            }
            end -= padding;
        }
        if (at > end) {
            return false;
        }
        marker = (in.get(1) & 0x80) != 0;
        payloadType = in.get(1) & 0x7F;
        sequence = in.getShort(2) & 0xFFFF;
        timestamp = in.getInt(4);
        ssrc = in.getInt(8);
        payloadAt = at;
        payloadLength = end - at;
        return true;
    }
}
