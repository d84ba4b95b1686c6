package org.belltower.embeddedswitch.media;

/** What one stream receives, on its way to another that may live on another clock. *Thread-safe* as its ring is. */
final class BridgeTap {
    private static final int FRAMES = 8;
    private static final int MAX_WAITING = 3;

    private final RtpStream from;
    private final RtpStream to;
    private final FrameRing ring = new FrameRing(FRAMES, MediaClock.FRAME);

    BridgeTap(RtpStream from, RtpStream to) {
        this.from = from;
        this.to = to;
    }

    RtpStream from() {
        return from;
    }

    RtpStream to() {
        return to;
    }

    /** On the clock of {@code from}. A full ring loses the frame: the other clock has stalled. */
    boolean offer(short[] frame) {
        return ring.offer(frame);
    }

    /** On the clock of {@code to}. Where the other clock ran ahead, old frames are skipped to keep the delay short. */
    boolean poll(short[] frame) {
        while (ring.waiting() > MAX_WAITING) {
            ring.poll(frame);
        }
        return ring.poll(frame);
    }
}
