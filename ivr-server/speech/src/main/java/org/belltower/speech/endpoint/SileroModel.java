package org.belltower.speech.endpoint;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;

/**
 * The voice activity detector Silero VAD 6 on ONNX Runtime, loaded once for all inputs (40 MB). <i>Thread-safe.</i> Closed by its
 * opener, after the detectors. Why this one and not WebRTC's: see the room's README.
 */
public final class SileroModel implements AutoCloseable {
    private static final String RESOURCE = "silero_vad_v6.onnx";

    private final OrtSession session;

    private SileroModel(OrtSession session) {
        this.session = session;
    }

    /** Loads it. */
    public static SileroModel load() {
        try (InputStream resource = SileroModel.class.getResourceAsStream(RESOURCE);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is not beside the program");
            }
            // One frame is too little work to share out; each thread of the recogniser has its own frame.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            return new SileroModel(OrtEnvironment.getEnvironment().createSession(resource.readAllBytes(), options));
        } catch (IOException | OrtException e) {
            throw new IllegalStateException("The voice activity detector cannot be loaded", e);
        }
    }

    /** A detector for one input. */
    public VoiceDetector open() {
        return new SileroVoice(session);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("The voice activity detector cannot be closed", e);
        }
    }
}
