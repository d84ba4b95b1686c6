package org.belltower.telephony.tap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;

/** Bytes as they come, in steps of 20 ms. Nothing is allocated for a step. Confined to the thread that reads. */
final class AudioSteps {
    private static final int STEP_SAMPLES = 160;
    /** Half a second, which is what FreeSWITCH begins with. */
    private static final int BUFFER_BYTES = 2 * STEP_SAMPLES * 25;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.nativeOrder());
    private final short[] step = new short[STEP_SAMPLES];
    private final AudioSink sink;

    AudioSteps(AudioSink sink) {
        this.sink = sink;
    }

    /**
     * Reads once and passes on what has become whole.
     *
     * @return how many bytes came; 0 or less where there is nothing more for now
     */
    int read(ReadableByteChannel channel) throws IOException {
        int count = channel.read(bytes);
        bytes.flip();
        while (bytes.remaining() >= 2 * STEP_SAMPLES) {
            for (int i = 0; i < STEP_SAMPLES; i++) {
                step[i] = bytes.getShort();
            }
            sink.hear(step, STEP_SAMPLES);
        }
        bytes.compact();
        return count;
    }
}
