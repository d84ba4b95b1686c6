package org.belltower.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The postmaster named by {@code postmaster.pid} in a data directory that we hold the lock of: it can only be one that
 * outlived a killed server, or a stale name that another process has by now.
 */
final class LeftoverPostmaster {
    private static final Logger LOG = LoggerFactory.getLogger(LeftoverPostmaster.class);
    private static final int STOP_SECONDS = 10;
    private static final int CHILD_SECONDS = 5;

    private LeftoverPostmaster() {}

    static boolean isAlive(Path data) {
        try {
            return find(data).isPresent();
        } catch (IOException e) {
            throw new StoreException("cannot read " + data.resolve("postmaster.pid"), e);
        }
    }

    /** Stops it, or removes the stale file that would keep PostgreSQL from starting. */
    static void stop(Path data) throws IOException {
        Optional<ProcessHandle> found = find(data);
        if (found.isEmpty()) {
            endChildren(data);
            Files.deleteIfExists(data.resolve("postmaster.pid"));
            return;
        }
        ProcessHandle postmaster = found.get();
        LOG.warn("stopping PostgreSQL {} left over from a server that was killed", postmaster.pid());
        postmaster.destroy();
        try {
            postmaster.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("PostgreSQL {} does not stop within {} s; killing it", postmaster.pid(), STOP_SECONDS);
            postmaster.destroyForcibly();
            postmaster.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping PostgreSQL " + postmaster.pid(), e);
        } catch (ExecutionException e) {
            throw new IOException("cannot stop PostgreSQL " + postmaster.pid(), e);
        }
        endChildren(data);
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    /** Children of a postmaster that was killed hold its shared memory for a moment, and no new one starts before that. */
    private static void endChildren(Path data) throws IOException {
        for (ProcessHandle child : ProcessHandle.allProcesses()
                .filter(process -> worksIn(process, data))
                .toList()) {
            try {
                child.onExit().get(CHILD_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                LOG.warn("PostgreSQL process {} outlives its postmaster; killing it", child.pid(), e);
                child.destroyForcibly();
                child.onExit().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for PostgreSQL process " + child.pid(), e);
            }
        }
    }

    /** PostgreSQL's processes have the data directory as their working directory, and nothing else has. */
    private static boolean worksIn(ProcessHandle process, Path data) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .equals(data);
        } catch (IOException e) {
            LOG.trace("process {} is not ours to look at, or has ended", process.pid(), e);
            return false;
        }
    }

    private static Optional<ProcessHandle> find(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String first = Files.readString(file).lines().findFirst().orElse("").strip();
        if (!first.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(first))
                .filter(ProcessHandle::isAlive)
                .filter(process -> isPostmasterOf(process, data));
    }

    private static boolean isPostmasterOf(ProcessHandle process, Path data) {
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            String words = new String(Files.readAllBytes(commandLine), StandardCharsets.UTF_8);
            return words.contains("postgres") && words.contains(data.toString());
        } catch (IOException e) {
            LOG.debug("process {} ended while it was looked at", process.pid(), e);
            return false;
        }
    }
}
