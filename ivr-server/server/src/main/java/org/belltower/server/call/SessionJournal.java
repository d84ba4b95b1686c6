package org.belltower.server.call;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each call in progress needs to go on after this process has died: one small file a call, written anew at each form item that
 * waits for input, sealed with a {@link JournalKey}, and gone with the call.
 *
 * <p>Thread-safe. Under the lock: {@code due} and {@code closing}. The call's thread only hands the bytes over; one virtual thread
 * writes, the newest state of each call and no older one, so no more waits than there are calls. Each file takes its place whole, by
 * renaming. It is not forced to the disk: it survives this process, while a machine that loses its power loses its calls too. Where
 * it cannot be written the state before stays, and that is logged once a minute.
 */
public final class SessionJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionJournal.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final String SUFFIX = ".session";
    private static final Duration OLDEST = Duration.ofHours(1);
    /** Longer than it takes a call that has just come to be on the list of its switch. */
    private static final Duration LISTED = Duration.ofMinutes(2);

    private static final Duration LAST_WRITES = Duration.ofSeconds(5);
    private static final Duration COMPLAINT = Duration.ofMinutes(1);

    private final Path folder;
    private final InstantSource clock;
    private final Instant opened;
    private final Thread writer = Thread.ofVirtual().name("session-journal").unstarted(this::write);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Optional<Sealed>> due = new LinkedHashMap<>();
    private boolean closing;

    /** Confined to the writer. */
    private Instant complained = Instant.MIN;

    private record Sealed(JournalKey key, KeptCall call) {}

    /** @param kept empty where the call is over */
    private record Due(String uuid, Optional<Sealed> kept) {}

    private SessionJournal(Path folder, InstantSource clock) {
        this.opened = clock.instant();
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Opens the folder; what is older than any call could have waited for is deleted.
     *
     * @throws IOException where it cannot be made or read
     */
    public static SessionJournal open(Path folder, InstantSource clock) throws IOException {
        Files.createDirectories(folder);
        var journal = new SessionJournal(folder, clock);
        Instant oldest = clock.instant().minus(OLDEST);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!file.toString().endsWith(SUFFIX)
                        || Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        journal.writer.start();
        return journal;
    }

    /** Keeps this in place of what was kept of the call. Does not wait. */
    void keep(String uuid, JournalKey key, KeptCall call) {
        put(uuid, Optional.of(new Sealed(key, call)));
    }

    /** The call is over. Does not wait. */
    void forget(String uuid) {
        put(uuid, Optional.empty());
    }

    private void put(String uuid, Optional<Sealed> what) {
        if (!NAME.matcher(uuid).matches()) {
            return;
        }
        lock.lock();
        try {
            // The newest goes to the end of the queue, so that a call that changes often does not hold the others up.
            due.remove(uuid);
            due.put(uuid, what);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What this process or an earlier one has kept of a call; empty where it has kept nothing, or with another key. */
    Optional<KeptCall> find(String uuid, JournalKey key) {
        if (!NAME.matcher(uuid).matches()) {
            return Optional.empty();
        }
        try {
            Path file = file(uuid);
            return Files.exists(file)
                    ? key.opened(uuid, Files.readAllBytes(file)).flatMap(KeptCall::read)
                    : Optional.empty();
        } catch (IOException e) {
            LOG.error("what was kept of the call {} cannot be read; it begins anew: {}", uuid, e.toString());
            return Optional.empty();
        }
    }

    /**
     * Deletes what was kept of calls that no switch has.
     *
     * @param up the calls of all switches, not long ago
     */
    public void forgetAllBut(Set<String> up) {
        Instant listed = clock.instant().minus(LISTED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String uuid = file.getFileName().toString().replace(SUFFIX, "");
                Instant written = Files.getLastModifiedTime(file).toInstant();
                if (!up.contains(uuid) && (written.isBefore(opened) || written.isBefore(listed))) {
                    forget(uuid);
                }
            }
        } catch (IOException e) {
            LOG.warn("what was kept of ended calls stays for now: {}", e.toString());
        }
    }

    private Path file(String uuid) {
        return folder.resolve(uuid + SUFFIX);
    }

    private void write() {
        try {
            while (true) {
                Optional<Due> next = take();
                if (next.isEmpty()) {
                    return;
                }
                write(next.get().uuid(), next.get().kept());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next to write; empty when all is written and nothing more will come. */
    private Optional<Due> take() throws InterruptedException {
        lock.lock();
        try {
            while (due.isEmpty() && !closing) {
                changed.await();
            }
            if (due.isEmpty()) {
                return Optional.empty();
            }
            Iterator<Map.Entry<String, Optional<Sealed>>> oldest =
                    due.entrySet().iterator();
            Map.Entry<String, Optional<Sealed>> first = oldest.next();
            Due taken = new Due(first.getKey(), first.getValue());
            oldest.remove();
            return Optional.of(taken);
        } finally {
            lock.unlock();
        }
    }

    private void write(String uuid, Optional<Sealed> what) {
        Path fresh = folder.resolve(uuid + ".new");
        try {
            if (what.isEmpty()) {
                Files.deleteIfExists(file(uuid));
                return;
            }
            Files.write(fresh, what.get().key().sealed(uuid, what.get().call().bytes()));
            Files.move(fresh, file(uuid), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            // One thread writes for all calls: where it ends, none is kept any more. What is not kept costs a call only
            // at a restart.
            complain(e);
            delete(fresh);
        }
    }

    private void complain(Exception why) {
        Instant now = clock.instant();
        if (now.isAfter(complained.plus(COMPLAINT))) {
            complained = now;
            LOG.error(
                    "calls in progress are not kept for a restart; look at disk space and rights of {}: {}",
                    folder,
                    why.toString());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("a file that was not written whole stays: {}", e.toString());
        }
    }

    /** Writes what is due and ends. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (!writer.join(LAST_WRITES)) {
                writer.interrupt();
                LOG.warn("the session journal did not end; calls that have ended may be kept for an hour");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
