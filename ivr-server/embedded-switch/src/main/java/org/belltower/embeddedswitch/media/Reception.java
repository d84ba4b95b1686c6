package org.belltower.embeddedswitch.media;

/**
 * What RTCP reports about one received source. *Confined to the clock.*
 *
 * <p>Arrival is taken at the tick that drained the packet, so jitter below 20 ms is not seen. Spec: RFC 3550 §6.4.1,
 * appendix A.3 and A.8.
 */
final class Reception {
    final SequenceTracker sequence = new SequenceTracker();
    int ssrc;
    private boolean timed;
    private int lastTransit;
    private int jitter16;
    private long expectedBefore;
    private long lostBefore;
    private int lastSenderReport;
    private long senderReportNanos;

    void begin(int newSsrc) {
        ssrc = newSsrc;
        sequence.reset();
        timed = false;
        jitter16 = 0;
        expectedBefore = 0;
        lostBefore = 0;
        lastSenderReport = 0;
    }

    void arrived(int timestamp, long nanos) {
        int transit = (int) (nanos / 125_000) - timestamp;
        if (timed) {
            int distance = Math.abs(transit - lastTransit);
            // A talk spurt whose timestamps jumped says nothing about jitter.
            if (distance < 8000) {
                jitter16 += distance - ((jitter16 + 8) >> 4);
            }
        }
        timed = true;
        lastTransit = transit;
    }

    int jitterSamples() {
        return jitter16 >> 4;
    }

    /** Share lost since this was last asked, in 256ths. */
    int fractionLost() {
        long expected = sequence.expected();
        long lost = sequence.lost();
        long expectedNow = expected - expectedBefore;
        long lostNow = lost - lostBefore;
        expectedBefore = expected;
        lostBefore = lost;
        return expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
    }

    void senderReport(int middleOfNtp, long nanos) {
        lastSenderReport = middleOfNtp;
        senderReportNanos = nanos;
    }

    int lastSenderReport() {
        return lastSenderReport;
    }

    /** Since the last sender report, in 1/65536 s. */
    int delaySinceSenderReport(long nanos) {
        return lastSenderReport == 0 ? 0 : (int) ((nanos - senderReportNanos) / 1000 * 65536 / 1_000_000);
    }
}
