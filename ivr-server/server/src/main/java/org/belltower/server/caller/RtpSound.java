package org.belltower.server.caller;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Something that a telephone sends, frame by frame. <i>Confined to the sending thread</i>, but for {@link #sent}. */
sealed interface RtpSound {
    /** Done with the {@link System#nanoTime} of the first and the last packet. */
    CompletableFuture<long[]> sent();

    static Audio audio(byte[] coded) {
        return new Audio(coded);
    }

    /** Coded audio; the last frame is filled up with its last byte. */
    final class Audio implements RtpSound {
        private final CompletableFuture<long[]> sent = new CompletableFuture<>();
        private final byte[] coded;
        private int at;
        private long firstNanos;

        Audio(byte[] coded) {
            this.coded = coded.clone();
        }

        byte[] next() {
            if (at == 0) {
                firstNanos = System.nanoTime();
            }
            byte[] frame = Arrays.copyOfRange(coded, at, at + RtpLeg.FRAME);
            if (at + RtpLeg.FRAME > coded.length && coded.length > 0) {
                Arrays.fill(frame, coded.length - at, RtpLeg.FRAME, coded[coded.length - 1]);
            }
            at += RtpLeg.FRAME;
            return frame;
        }

        boolean ended() {
            return at >= coded.length;
        }

        void done() {
            sent.complete(new long[] {firstNanos, System.nanoTime()});
        }

        @Override
        public CompletableFuture<long[]> sent() {
            return sent;
        }
    }

    /** A key. Spec: RFC 4733 §2.3. */
    final class Event implements RtpSound {
        private static final int VOLUME = 10;

        private final CompletableFuture<long[]> sent = new CompletableFuture<>();
        private final int code;
        private final int samples;
        private int duration;
        private long start = -1;
        private long firstNanos;

        Event(int code, int samples) {
            this.code = code;
            this.samples = samples;
        }

        boolean begins() {
            return duration == 0;
        }

        /** The timestamp of all its packets: that of the first. */
        long timestamp(long now) {
            if (start < 0) {
                start = now;
                firstNanos = System.nanoTime();
            }
            return start;
        }

        byte[] next(int more) {
            duration += more;
            return payload(ended());
        }

        byte[] last() {
            return payload(true);
        }

        boolean ended() {
            return duration >= samples;
        }

        void done() {
            sent.complete(new long[] {firstNanos, System.nanoTime()});
        }

        private byte[] payload(boolean end) {
            return new byte[] {(byte) code, (byte) ((end ? 0x80 : 0) | VOLUME), (byte) (duration >> 8), (byte) duration
            };
        }

        @Override
        public CompletableFuture<long[]> sent() {
            return sent;
        }
    }
}
