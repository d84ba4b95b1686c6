package org.belltower.embeddedswitch.media;

/**
 * Follows one source's sequence numbers over their wrap. *Confined to the clock.*
 *
 * <p>A packet further ahead than {@link #MAX_JUMP}, or further back than {@link #MAX_MISORDER}, is a source that began anew. Spec: RFC 3550 appendix A.1 and A.3;
 * deviates: such a source is believed at its first packet, because the latched address is believed already.
 */
final class SequenceTracker {
    static final int MAX_JUMP = 3000;
    /** Two seconds of packets: nothing is that late, so a number further back is a source that began anew. */
    static final int MAX_MISORDER = 100;

    private boolean begun;
    private long base;
    private long highest;
    private long received;

    /** Bit n is set if {@code highest - n} has come. */
    private long seen;

    /** What a sequence number means. */
    enum Verdict {
        NEW,
        DUPLICATE,
        RESTARTED
    }

    Verdict accept(int sequence) {
        if (!begun) {
            begin(sequence);
            return Verdict.NEW;
        }
        int distance = (short) (sequence - (int) highest);
        if (distance > MAX_JUMP || distance < -MAX_MISORDER) {
            begin(sequence);
            return Verdict.RESTARTED;
        }
        if (distance > 0) {
            seen = distance >= 64 ? 1 : (seen << distance) | 1;
            highest += distance;
        } else if (-distance < 64) {
            long bit = 1L << -distance;
            if ((seen & bit) != 0) {
                return Verdict.DUPLICATE;
            }
            seen |= bit;
        }
        received++;
        return Verdict.NEW;
    }

    void reset() {
        begun = false;
    }

    private void begin(int sequence) {
        begun = true;
        base = sequence;
        highest = sequence;
        received = 1;
        seen = 1;
    }

    /** Number of the newest packet, with the wraps above its 16 bits. */
    long highest() {
        return highest;
    }

    long expected() {
        return begun ? highest - base + 1 : 0;
    }

    /** Packets missing of the current source; late ones are not missing. */
    long lost() {
        return begun ? Math.max(0, expected() - received) : 0;
    }
}
