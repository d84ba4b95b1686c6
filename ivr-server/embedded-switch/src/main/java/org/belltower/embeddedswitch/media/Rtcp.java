package org.belltower.embeddedswitch.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Writes and reads a stream's RTCP. *Confined to the clock.* Spec: RFC 3550 §6.4.1, §6.5.1, §6.6.
 *
 * <p>Reads reports about the own source and sender reports of the peer's; everything else of a compound is skipped by
 * its length, and a broken length ends the reading.
 */
final class Rtcp {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int DESCRIPTION = 202;
    private static final int BYE = 203;
    private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;

    private final int ssrc;
    private final byte[] cname;
    private OptionalInt peerFractionLost = OptionalInt.empty();

    Rtcp(int ssrc, String cname) {
        this.ssrc = ssrc;
        byte[] bytes = cname.getBytes(StandardCharsets.US_ASCII);
        this.cname = bytes.length <= 255 ? bytes : java.util.Arrays.copyOf(bytes, 255);
    }

    /** What the peer last said that it lost, in 256ths; empty if it said nothing yet. */
    OptionalInt peerFractionLost() {
        return peerFractionLost;
    }

    /** A compound of sender report and source description, or with {@code bye} also the end. */
    void write(
            ByteBuffer out,
            boolean bye,
            long epochMillis,
            long nanos,
            int timestamp,
            long packets,
            Reception heard,
            boolean hasHeard) {
        out.clear();
        out.putShort((short) (0x8000 | (hasHeard ? 0x0100 : 0) | SENDER_REPORT));
        out.putShort((short) (hasHeard ? 12 : 6)).putInt(ssrc);
        out.putInt((int) (epochMillis / 1000 + NTP_EPOCH_SECONDS));
        out.putInt((int) (epochMillis % 1000 * (1L << 32) / 1000));
        out.putInt(timestamp).putInt((int) packets).putInt((int) packets * MediaClock.FRAME);
        if (hasHeard) {
            long lost = Math.min(0x7FFFFF, heard.sequence.lost());
            out.putInt(heard.ssrc).putInt(heard.fractionLost() << 24 | (int) lost);
            out.putInt((int) heard.sequence.highest()).putInt(heard.jitterSamples());
            out.putInt(heard.lastSenderReport()).putInt(heard.delaySinceSenderReport(nanos));
        }
        // One chunk: the source, item CNAME, the end item, padded to words.
        int words = 1 + (2 + cname.length + 1 + 3) / 4;
        out.putShort((short) (0x8100 | DESCRIPTION)).putShort((short) words).putInt(ssrc);
        int start = out.position();
        out.put((byte) 1).put((byte) cname.length).put(cname);
        while (out.position() < start + 4 * (words - 1)) {
            out.put((byte) 0);
        }
        if (bye) {
            out.putShort((short) (0x8100 | BYE)).putShort((short) 1).putInt(ssrc);
        }
        out.flip();
    }

    void read(ByteBuffer in, Reception heard, long nanos) {
        int at = 0;
        while (at + 8 <= in.limit()) {
            int first = in.get(at) & 0xFF;
            int type = in.get(at + 1) & 0xFF;
            int end = at + 4 + 4 * (in.getShort(at + 2) & 0xFFFF);
            if (first >> 6 != 2 || end > in.limit()) {
                return;
            }
            if (type == SENDER_REPORT && end - at >= 28) {
                if (in.getInt(at + 4) == heard.ssrc) {
                    heard.senderReport(in.getInt(at + 10), nanos);
                }
                blocks(in, at + 28, end, first & 31);
            } else if (type == RECEIVER_REPORT) {
                blocks(in, at + 8, end, first & 31);
            }
            at = end;
        }
    }

    private void blocks(ByteBuffer in, int from, int end, int count) {
        for (int i = 0, at = from; i < count && at + 24 <= end; i++, at += 24) {
            if (in.getInt(at) == ssrc) {
                peerFractionLost = OptionalInt.of(in.get(at + 4) & 0xFF);
            }
        }
    }
}
