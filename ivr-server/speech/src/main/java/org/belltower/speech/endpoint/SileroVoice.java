package org.belltower.speech.endpoint;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;

/** One input of a {@link SileroModel}. Its tensors lie over buffers that are written again and again. */
final class SileroVoice implements VoiceDetector {
    /** Samples of the frame before that the model wants at 8 kHz. */
    private static final int CONTEXT = 32;

    private static final int STATE = 2 * 128;
    private static final float FULL_SCALE = 32768f;

    private final OrtSession session;
    private final FloatBuffer input = floats(CONTEXT + FRAME);
    private final FloatBuffer state = floats(STATE);
    private final OnnxTensor inputTensor;
    private final OnnxTensor stateTensor;
    private final OnnxTensor rateTensor;
    private boolean closed;

    SileroVoice(OrtSession session) {
        this.session = session;
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            inputTensor = OnnxTensor.createTensor(environment, input, new long[] {1, CONTEXT + FRAME});
            stateTensor = OnnxTensor.createTensor(environment, state, new long[] {2, 1, 128});
            rateTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {8000}), new long[] {1});
        } catch (OrtException e) {
            throw new IllegalStateException("The voice activity detector cannot be opened", e);
        }
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public double voiced(short[] samples) {
        for (int i = 0; i < CONTEXT; i++) {
            input.put(i, input.get(FRAME + i));
        }
        for (int i = 0; i < FRAME; i++) {
            input.put(CONTEXT + i, samples[i] / FULL_SCALE);
        }
        try (OrtSession.Result result =
                session.run(Map.of("input", inputTensor, "state", stateTensor, "sr", rateTensor))) {
            state.put(0, ((OnnxTensor) result.get(1)).getFloatBuffer(), 0, STATE);
            return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
        } catch (OrtException e) {
            throw new IllegalStateException("The voice activity detector has failed", e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            inputTensor.close();
            stateTensor.close();
            rateTensor.close();
        }
    }
}
