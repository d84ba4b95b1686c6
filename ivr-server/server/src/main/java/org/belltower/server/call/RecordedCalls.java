package org.belltower.server.call;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.belltower.server.UserError;
import org.belltower.server.config.RecordingConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where recordings of whole calls lie: a folder a day (UTC), a file a call, for the server's user alone. Thread-safe. One virtual
 * thread, {@code recording-retention}, deletes what is older than it is to be kept: at the start, then once an hour; whoever opens
 * this ends it by {@link #close}.
 */
public final class RecordedCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedCalls.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration LAST_FILE = Duration.ofSeconds(5);
    private static final String FOLDER = "rwx------";
    private static final String FILE = "rw-------";

    private final Path folder;
    private final Set<String> hotlines;
    private final int days;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private RecordedCalls(Path folder, RecordingConfig settings, InstantSource clock) {
        this.folder = folder;
        this.hotlines = Set.copyOf(settings.hotlines());
        this.days = settings.days();
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("recording-retention").unstarted(this::run);
    }

    /**
     * Makes the folder where calls are to be recorded; old recordings are deleted also where none are any more.
     *
     * @throws UserError where it cannot be made, or a switch could not be told its name
     */
    public static RecordedCalls open(Path folder, RecordingConfig settings, InstantSource clock) {
        if (!settings.hotlines().isEmpty()) {
            if (folder.toString().chars().anyMatch(Character::isWhitespace)) {
                throw new UserError("calls cannot be recorded in " + folder
                        + ": no switch can be told a name with a space; set 'folders: data:' to another folder");
            }
            try {
                made(folder);
            } catch (IOException e) {
                throw new UserError("cannot make " + folder + " (" + e + "); look at disk space and rights there", e);
            }
        }
        RecordedCalls calls = new RecordedCalls(folder, settings, clock);
        calls.thread.start();
        return calls;
    }

    private static Path made(Path folder) throws IOException {
        Files.createDirectories(folder);
        owned(folder, FOLDER);
        return folder;
    }

    private static void owned(Path path, String permissions) throws IOException {
        // A file system without owners keeps whatever it keeps from others.
        @Nullable PosixFileAttributeView owners = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (owners != null) {
            owners.setPermissions(PosixFilePermissions.fromString(permissions));
        }
    }

    /** The file for a call; empty where it is not to be recorded, or there is no place for it, which is logged. */
    Optional<Path> fileFor(String uuid, String number) {
        if (!hotlines.contains(number) || !uuid.matches("[0-9A-Za-z-]+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(made(folder.resolve(today().toString())).resolve(uuid + ".wav"));
        } catch (IOException e) {
            LOG.error("a call is not recorded; look at disk space and rights in {}", folder, e);
            return Optional.empty();
        }
    }

    /** The call is over: what the switch has written is nobody else's. */
    void ended(Path file) {
        try {
            owned(file, FILE);
        } catch (NoSuchFileException e) {
            // Refused, or not recorded after all, which was logged when the switch said so.
            LOG.debug("no recording of a call: {}", file);
        } catch (IOException e) {
            LOG.error("a recording may be readable for others: {}", file, e);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void run() {
        try {
            do {
                forget();
            } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.error("old recordings are not deleted any more: the thread was interrupted", e);
        }
    }

    /** Deletes the folders of days that are over so long. */
    void forget() {
        LocalDate first = today().minusDays(days);
        try {
            if (!Files.isDirectory(folder)) {
                return;
            }
            try (Stream<Path> found = Files.list(folder)) {
                for (Path day : found.toList()) {
                    if (isBefore(day, first)) {
                        delete(day);
                        LOG.info("recordings of {} are deleted, they are older than {} days", day.getFileName(), days);
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // The next time may succeed; the thread must live for it.
            LOG.error("old recordings were not deleted", e);
        }
    }

    private static boolean isBefore(Path day, LocalDate first) {
        try {
            return LocalDate.parse(day.getFileName().toString()).isBefore(first);
        } catch (DateTimeParseException notOurs) {
            return false;
        }
    }

    private static void delete(Path day) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(day)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : deepestFirst) {
            Files.delete(one);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (!thread.join(LAST_FILE)) {
                LOG.warn("{} has not ended within {}", thread.getName(), LAST_FILE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
