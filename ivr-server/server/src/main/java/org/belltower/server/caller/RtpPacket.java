package org.belltower.server.caller;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * An RTP packet. <i>Immutable</i>; the payload is not changed by its owner.
 *
 * <p>Spec: RFC 3550 §5.1.
 */
final class RtpPacket {
    static final int HEADER = 12;

    private final int payloadType;
    private final boolean marker;
    private final int sequence;
    private final long timestamp;
    private final int source;
    private final byte[] payload;

    RtpPacket(int payloadType, boolean marker, int sequence, long timestamp, int source, byte[] payload) {
        this.payloadType = payloadType;
        this.marker = marker;
        this.sequence = sequence & 0xFFFF;
        this.timestamp = timestamp & 0xFFFF_FFFFL;
        this.source = source;
        this.payload = payload.clone();
    }

    /** Empty where the bytes are no RTP packet of version 2. */
    static Optional<RtpPacket> parse(byte[] bytes, int length) {
        if (length < HEADER || (bytes[0] & 0xC0) != 0x80 || length > bytes.length) {
            return Optional.empty();
        }
        int start = HEADER + 4 * (bytes[0] & 0x0F);
        if ((bytes[0] & 0x10) != 0 && length >= start + 4) {
            start += 4 + 4 * (((bytes[start + 2] & 0xFF) << 8) | (bytes[start + 3] & 0xFF));
        }
        int padding = (bytes[0] & 0x20) != 0 ? bytes[length - 1] & 0xFF : 0;
        if (start > length - padding) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        return Optional.of(new RtpPacket(
                bytes[1] & 0x7F,
                (bytes[1] & 0x80) != 0,
                buffer.getShort(2),
                buffer.getInt(4),
                buffer.getInt(8),
                Arrays.copyOfRange(bytes, start, length - padding)));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEADER + payload.length)
                .put((byte) 0x80)
                .put((byte) ((marker ? 0x80 : 0) | payloadType))
                .putShort((short) sequence)
                .putInt((int) timestamp)
                .putInt(source)
                .put(payload)
                .array();
    }

    int payloadType() {
        return payloadType;
    }

    /** Whether a talkspurt begins here. Spec: RFC 3551 §4.1. */
    boolean marker() {
        return marker;
    }

    int sequence() {
        return sequence;
    }

    long timestamp() {
        return timestamp;
    }

    int source() {
        return source;
    }

    byte[] payload() {
        return payload.clone();
    }
}
