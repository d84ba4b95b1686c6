package org.belltower.speech.endpoint;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The voice activity detector Silero VAD 6 on ONNX Runtime, loaded once for all inputs (40 MB). <i>Thread-safe.</i> Closed by its
 * opener, after the detectors. Why this one and not WebRTC's: see the room's README.
 */
public final class SileroModel implements AutoCloseable {
    private static final String RESOURCE = "silero_vad_v6.onnx";
    private static final String NOT_LOADED = "The voice activity detector cannot be loaded";

    /** In bytes, of which only those that are used cost memory. */
    private static final long DEEP_STACK = 512L << 20;

    private final OrtSession session;

    private SileroModel(OrtSession session) {
        this.session = session;
    }

    /**
     * Loads it, on a thread with room for ONNX Runtime's look at the process's command line: a regular expression that goes a call
     * deeper with each character, and ends the process where the stack does (1.29.0, seen from 6,600 characters on).
     */
    public static SileroModel load() {
        var loading = new FutureTask<>(SileroModel::loadHere);
        Thread.ofPlatform()
                .name("voice-detector-load")
                .stackSize(DEEP_STACK)
                .daemon()
                .start(loading);
        try {
            return loading.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(NOT_LOADED, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(NOT_LOADED, e);
        }
    }

    private static SileroModel loadHere() {
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
            throw new IllegalStateException(NOT_LOADED, e);
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
