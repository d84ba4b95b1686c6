package org.belltower.embeddedswitch.channel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.belltower.embeddedswitch.media.MediaStream;
import org.belltower.embeddedswitch.media.Recording;
import org.belltower.embeddedswitch.media.RecordingEnd;
import org.belltower.embeddedswitch.media.RecordingRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel's running recordings, by file.
 *
 * <p><em>Thread-safe</em> by its own lock: {@code uuid_record} starts and stops from outside. {@link #closeAll} ends all
 * of them and waits for their files, at the end of the call.
 */
public final class Recordings {
    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);
    private static final Duration FILE_CLOSE = Duration.ofSeconds(2);
    private static final int MOST = 8;

    private record Running(Recording recording, CompletableFuture<RecordingEnd> end) {}

    private final Channel channel;
    private final Map<Path, Running> running = new LinkedHashMap<>(); // guarded by this

    Recordings(Channel channel) {
        this.channel = channel;
    }

    /**
     * Starts; false where there is no media or too many are running. A file that is being written already goes on, or with
     * {@code RECORD_TOGGLE_ON_REPEAT} ends.
     */
    public synchronized boolean start(Path file, Optional<Duration> limit) {
        Optional<MediaStream> stream = channel.stream();
        Optional<Running> same = Optional.ofNullable(running.get(file));
        if (same.isPresent()) {
            if (channel.variables().isTrue("RECORD_TOGGLE_ON_REPEAT")) {
                same.get().recording().stop();
            }
            return true;
        }
        if (stream.isEmpty() || running.size() >= MOST || channel.cause().isPresent()) {
            return false;
        }
        CompletableFuture<RecordingEnd> end = new CompletableFuture<>();
        Recording recording = stream.get()
                .record(new RecordingRequest(file, sides(), limit, Optional.empty()), result -> {
                    end.complete(result);
                    ended(result);
                });
        running.put(file, new Running(recording, end));
        channel.fire("RECORD_START", headers -> headers.add("Record-File-Path", file.toString()));
        return true;
    }

    private RecordingRequest.Sides sides() {
        Variables variables = channel.variables();
        if (variables.isTrue("RECORD_READ_ONLY")) {
            return RecordingRequest.Sides.READ_ONLY;
        }
        if (variables.isTrue("RECORD_WRITE_ONLY")) {
            return RecordingRequest.Sides.WRITE_ONLY;
        }
        return variables.isTrue("RECORD_STEREO") ? RecordingRequest.Sides.STEREO : RecordingRequest.Sides.MIXED;
    }

    /** Asks one to stop ({@code all} for every one); false where there is none. Its RECORD_STOP comes when it has. */
    public synchronized boolean stop(String file) {
        if (file.equals("all")) {
            running.values().forEach(one -> one.recording().stop());
            return true;
        }
        Optional<Running> one = Optional.ofNullable(running.get(Path.of(file)));
        one.ifPresent(found -> found.recording().stop());
        return one.isPresent();
    }

    /** Leaves out what comes until resumed; false where there is no such recording. */
    public synchronized boolean pause(Path file, boolean pause) {
        Optional<Running> one = Optional.ofNullable(running.get(file));
        one.ifPresent(found -> {
            if (pause) {
                found.recording().pause();
            } else {
                found.recording().resume();
            }
        });
        return one.isPresent();
    }

    /** Writes silence for what comes until unmasked; false where there is no such recording. */
    public synchronized boolean mask(Path file, boolean mask) {
        Optional<Running> one = Optional.ofNullable(running.get(file));
        one.ifPresent(found -> {
            if (mask) {
                found.recording().mask();
            } else {
                found.recording().unmask();
            }
        });
        return one.isPresent();
    }

    private void ended(RecordingEnd end) {
        synchronized (this) {
            if (running.remove(end.file()) == null) {
                return;
            }
        }
        told(end);
    }

    private void told(RecordingEnd end) {
        channel.variables().set("record_seconds", String.valueOf(end.length().toSeconds()));
        channel.variables().set("record_ms", String.valueOf(end.length().toMillis()));
        channel.fire(
                "RECORD_STOP",
                headers -> headers.add("Record-File-Path", end.file().toString())
                        .add("Record-Completion-Cause", completion(end.reason())));
    }

    static String completion(RecordingEnd.Reason reason) {
        return switch (reason) {
            case STOPPED, CLOSED -> "success";
            case MAX_LENGTH -> "success-maxtime";
            case SILENCE -> "success-silence";
            case DISK_FAILED -> "uri-failure";
        };
    }

    /** Ends all and waits until their files are complete. */
    void closeAll() {
        Map<Path, Running> left;
        synchronized (this) {
            left = new LinkedHashMap<>(running);
            running.clear();
        }
        left.values().forEach(one -> one.recording().stop());
        left.forEach((file, one) -> {
            try {
                told(one.end().get(FILE_CLOSE.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS));
            } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
                LOG.warn("{}: {} was not closed in {}: {}", channel.uuid(), file, FILE_CLOSE, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
