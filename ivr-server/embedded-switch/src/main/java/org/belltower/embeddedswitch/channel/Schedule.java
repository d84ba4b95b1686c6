package org.belltower.embeddedswitch.channel;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to happen to channels later, as FreeSWITCH's scheduler does it: each task has a number, and belongs to a group that is
 * the channel's UUID.
 *
 * <p><em>Thread-safe.</em> Under the lock: {@code tasks} and {@code numbers}. Tasks run on one platform thread and only tell a
 * channel, they never wait. The switch closes it; what is due then is forgotten.
 */
public final class Schedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    /** A time further off is that of a caller's mistake. */
    private static final Duration FURTHEST = Duration.ofDays(30);

    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor clockwork = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("switch-schedule").daemon().factory());
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Task> tasks = new HashMap<>();
    private int numbers;

    private record Task(String group, Future<?> due) {}

    public Schedule(InstantSource clock) {
        this.clock = clock;
        clockwork.setRemoveOnCancelPolicy(true);
    }

    /** Reads {@code +SECONDS} from now, or the seconds of a moment since 1970; one that is past is now. Empty where it is neither. */
    public Optional<Duration> delay(String time) {
        String digits = time.startsWith("+") ? time.substring(1) : time;
        if (!digits.matches("[0-9]{1,12}")) {
            return Optional.empty();
        }
        long seconds = Long.parseLong(digits)
                - (time.startsWith("+") ? 0 : clock.instant().getEpochSecond());
        return Optional.of(Duration.ofSeconds(Math.clamp(seconds, 0, FURTHEST.toSeconds())));
    }

    /**
     * Does something to a channel later, unless it has ended or {@link #cancel} comes before.
     *
     * @return the task's number, 1 or more
     */
    public int later(Duration delay, Channel channel, Runnable action) {
        lock.lock();
        try {
            int number = ++numbers;
            tasks.put(
                    number,
                    new Task(
                            channel.uuid(),
                            clockwork.schedule(
                                    () -> run(number, channel, action), delay.toNanos(), TimeUnit.NANOSECONDS)));
            return number;
        } finally {
            lock.unlock();
        }
    }

    private void run(int number, Channel channel, Runnable action) {
        lock.lock();
        try {
            if (tasks.remove(number) == null) {
                return;
            }
        } finally {
            lock.unlock();
        }
        if (channel.cause().isEmpty()) {
            try {
                action.run();
            } catch (RuntimeException e) {
                // One thread runs the tasks of all calls: it must live on. This task is lost and the call goes on as it
                // was.
                LOG.error("{}: a scheduled task failed", channel.uuid(), e);
            }
        }
    }

    /**
     * Forgets tasks.
     *
     * @param which a task's number, or a group
     * @return how many they were
     */
    public int cancel(String which) {
        int cancelled = 0;
        lock.lock();
        try {
            for (Iterator<Map.Entry<Integer, Task>> all = tasks.entrySet().iterator(); all.hasNext(); ) {
                Map.Entry<Integer, Task> task = all.next();
                if (task.getValue().group().equals(which)
                        || task.getKey().toString().equals(which)) {
                    task.getValue().due().cancel(false);
                    all.remove();
                    cancelled++;
                }
            }
            return cancelled;
        } finally {
            lock.unlock();
        }
    }

    /** How many tasks are due. */
    public int size() {
        lock.lock();
        try {
            return tasks.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
