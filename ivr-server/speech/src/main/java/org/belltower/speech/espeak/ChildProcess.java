package org.belltower.speech.espeak;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.belltower.speech.EngineThreads.Work;
import org.belltower.speech.SynthesisException;
import org.belltower.speech.SynthesisException.Failure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a program: bytes to its standard input, its standard output back. No shell is involved, and nothing of the
 * input becomes an argument. <em>Confined to an engine thread</em>, except {@link #abort()}, which kills the program and
 * its descendants from any thread.
 */
final class ChildProcess implements Work<byte[]> {
    /** Twenty minutes of 22 kHz speech; more means that the program has gone mad. */
    static final int MAX_OUTPUT = 60 * 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(ChildProcess.class);
    private static final int MAX_ERROR = 300;

    private final List<String> command;
    private final byte[] input;

    /** Guarded by this: a child that starts after the abort is killed at once. */
    private @Nullable Process process;

    /** Guarded by this. */
    private boolean aborted;

    ChildProcess(List<String> command, byte[] input) {
        this.command = command;
        this.input = input.clone();
    }

    @Override
    public byte[] run() throws IOException, InterruptedException {
        Process child = start();
        try {
            // A pipe holds 64 KiB, and texts are limited to a quarter of that: this never waits for a hung child.
            try (OutputStream stdin = child.getOutputStream()) {
                stdin.write(input);
            } catch (IOException notRead) {
                // The child has died or does not listen: what it says and its exit code tell more than a broken pipe.
                log.debug("'{}' did not read its input: {}", command.getFirst(), notRead.toString());
            }
            byte[] output;
            try (InputStream stdout = child.getInputStream()) {
                output = stdout.readNBytes(MAX_OUTPUT + 1);
            }
            if (output.length > MAX_OUTPUT) {
                throw failed("gave more than " + MAX_OUTPUT + " bytes");
            }
            String error = firstLine(child);
            int exit = child.waitFor();
            if (exit != 0) {
                throw failed("ended with code " + exit + (error.isEmpty() ? "" : ": " + error));
            }
            return output;
        } finally {
            kill(child);
        }
    }

    @Override
    public void abort() {
        synchronized (this) {
            aborted = true;
            if (process != null) {
                kill(process);
            }
        }
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(command);
        String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            Process child = builder.start();
            synchronized (this) {
                process = child;
                if (aborted) {
                    kill(child);
                }
            }
            return child;
        } catch (IOException notStarted) {
            throw EspeakProgram.missing(command.getFirst(), notStarted);
        }
    }

    private static String firstLine(Process child) throws IOException {
        try (InputStream stderr = child.getErrorStream()) {
            return new String(stderr.readNBytes(MAX_ERROR), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private static void kill(Process child) {
        child.descendants().forEach(ProcessHandle::destroyForcibly);
        child.destroyForcibly();
    }

    private SynthesisException failed(String how) {
        return new SynthesisException(Failure.ENGINE_FAILED, EspeakNg.NAME, "'" + command.getFirst() + "' " + how);
    }
}
