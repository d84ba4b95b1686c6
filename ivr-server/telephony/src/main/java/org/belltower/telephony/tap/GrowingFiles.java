package org.belltower.telephony.tap;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Taps of files that grow. <i>Thread-safe.</i> The thread {@code caller-audio} waits for the system's word that a file of the folder
 * has been written to, and reads that one on from where it stopped; where words were lost it reads all of them.
 *
 * <p>A file is deleted with its first sound: by then both ends have it open, and the system goes on to tell of writes.
 * Spec: inotify(7), IN_MODIFY without IN_EXCL_UNLINK.
 */
final class GrowingFiles implements CallerTap {
    private static final Logger LOG = LoggerFactory.getLogger(GrowingFiles.class);
    private static final Duration END = Duration.ofSeconds(5);

    private final OwnFolder folder;
    private final WatchService watch;
    private final Map<Path, GrowingFile> files = new ConcurrentHashMap<>();
    private final Thread thread;

    private GrowingFiles(OwnFolder folder, WatchService watch) {
        this.folder = folder;
        this.watch = watch;
        this.thread = Thread.ofPlatform().name("caller-audio").daemon().unstarted(this::follow);
    }

    static GrowingFiles open(Path path) throws IOException {
        OwnFolder folder = OwnFolder.of(path);
        WatchService watch = folder.folder().getFileSystem().newWatchService();
        try {
            folder.folder().register(watch, StandardWatchEventKinds.ENTRY_MODIFY);
        } catch (IOException e) {
            watch.close();
            throw e;
        }
        GrowingFiles taps = new GrowingFiles(folder, watch);
        taps.thread.start();
        return taps;
    }

    @Override
    public Tapped open(AudioSink sink) throws IOException {
        Path path = folder.emptyFile();
        try {
            GrowingFile file = new GrowingFile(path, FileChannel.open(path, StandardOpenOption.READ), sink);
            files.put(path.getFileName(), file);
            return file;
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private void follow() {
        try {
            while (true) {
                WatchKey key = watch.take();
                for (WatchEvent<?> event : key.pollEvents()) {
                    if (event.kind().equals(StandardWatchEventKinds.OVERFLOW)) {
                        files.values().forEach(GrowingFile::readOn);
                    } else {
                        GrowingFile file = files.get((Path) event.context());
                        if (file != null) {
                            file.readOn();
                        }
                    }
                }
                if (!key.reset()) {
                    LOG.error("{} is gone; no caller's words are heard any more", folder.folder());
                    return;
                }
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("no caller is listened to any more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            watch.close();
            if (!thread.join(END)) {
                LOG.error("the reader of callers' words did not end within {} s", END.toSeconds());
            }
        } catch (IOException e) {
            LOG.warn("watching {} did not end: {}", folder.folder(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        files.values().forEach(GrowingFile::close);
    }

    /** One of them. Its lock keeps the reading thread and the call's, which closes it, apart. */
    private final class GrowingFile implements Tapped {
        private final Path path;
        private final FileChannel channel;
        private final AudioSteps steps;
        private volatile boolean heardAny;
        private boolean closed;

        GrowingFile(Path path, FileChannel channel, AudioSink sink) {
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

        synchronized void readOn() {
            if (closed) {
                return;
            }
            try {
                while (steps.read(channel) > 0) {
                    if (!heardAny) {
                        heardAny = true;
                        Files.deleteIfExists(path);
                    }
                }
            } catch (IOException e) {
                LOG.error("what a caller says cannot be read any more: {}", e.getMessage());
                close();
            }
        }

        @Override
        public synchronized void close() {
            if (closed) {
                return;
            }
            closed = true;
            files.remove(path.getFileName());
            try (channel) {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.error("what a caller said could not be deleted; delete it by hand: {}", path, e);
            }
        }
    }
}
