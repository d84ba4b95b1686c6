package org.belltower.telephony.tap;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Taps of FIFOs. <i>Thread-safe.</i> Each has a thread {@code caller-audio-N}, which ends with it.
 *
 * <p>A FIFO is opened for both directions, so that neither end waits for the other to open, and is deleted with its first sound.
 */
final class Pipes implements CallerTap {
    private static final Logger LOG = LoggerFactory.getLogger(Pipes.class);
    private static final Duration MAKING = Duration.ofSeconds(5);

    private final OwnFolder folder;
    private final Set<Pipe> pipes = ConcurrentHashMap.newKeySet();
    private final AtomicLong count = new AtomicLong();

    private Pipes(OwnFolder folder) {
        this.folder = folder;
    }

    static Pipes open(Path folder) throws IOException {
        return new Pipes(OwnFolder.of(folder));
    }

    @Override
    public Tapped open(AudioSink sink) throws IOException {
        Path path = folder.unusedName();
        make(path);
        try {
            Pipe pipe = new Pipe(path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE), sink);
            pipes.add(pipe);
            Thread.ofPlatform()
                    .name("caller-audio-" + count.incrementAndGet())
                    .daemon()
                    .start(pipe::follow);
            return pipe;
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** The platform has no call for it. Spec: mkfifo(1). */
    private static void make(Path path) throws IOException {
        Process mkfifo = new ProcessBuilder("mkfifo", "-m", "600", path.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!mkfifo.waitFor(MAKING.toMillis(), TimeUnit.MILLISECONDS)) {
                mkfifo.destroyForcibly();
                throw new IOException("mkfifo did not end within " + MAKING.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            mkfifo.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("the call ends", e);
        }
        if (mkfifo.exitValue() != 0) {
            throw new IOException("mkfifo could not make " + path);
        }
    }

    @Override
    public void close() {
        pipes.forEach(Pipe::close);
    }

    /** One of them. */
    private final class Pipe implements Tapped {
        private final Path path;
        private final FileChannel channel;
        private final AudioSteps steps;
        private volatile boolean heardAny;

        Pipe(Path path, FileChannel channel, AudioSink sink) {
            this.path = path;
            this.channel = channel;
            this.steps = new AudioSteps(sink);
        }

        @Override
        public Path path() {
            return path;
        }

        @Override
        public boolean heardAny() {
            return heardAny;
        }

        private void follow() {
            try {
                while (true) {
                    steps.read(channel);
                    if (!heardAny) {
                        heardAny = true;
                        Files.deleteIfExists(path);
                    }
                }
            } catch (ClosedChannelException e) {
                LOG.debug("a caller is not listened to any more");
            } catch (IOException e) {
                LOG.error("what a caller says cannot be read any more: {}", e.getMessage());
                close();
            }
        }

        @Override
        public void close() {
            pipes.remove(this);
            try (channel) {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.error("what a caller said could not be deleted; delete it by hand: {}", path, e);
            }
        }
    }
}
