package org.belltower.eventsocket;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lasting connection to the switch's Event Socket port: events of all calls, and commands such as originate.
 *
 * <p><em>Thread-safe.</em> It connects by itself and again after each loss, waiting as {@link Backoff} says; a wrong
 * password is such a loss, since the switch may be put right. Under the lock: {@code current} and {@code closing}.
 * Events wait in a queue of {@link Limits#waitingMessages()}; over it new ones are dropped and
 * {@link ConnectionListener#gap} tells how many. Closing ends its threads.
 */
public final class InboundClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InboundClient.class);
    private static final Duration THREADS_END = Duration.ofSeconds(5);

    private final InboundSettings settings;
    private final EventListener events;
    private final ConnectionListener connections;
    private final EventLoops loops = EventLoops.open("inbound", 1);
    private final EventQueue queue;
    private final BackgroundJobs jobs = new BackgroundJobs();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable InboundConnection current;
    private boolean closing;

    private final Thread keeper;
    private final Thread deliverer;

    private InboundClient(InboundSettings settings, EventListener events, ConnectionListener connections) {
        this.settings = settings;
        this.events = events;
        this.connections = connections;
        this.queue = new EventQueue(settings.limits().waitingMessages());
        this.keeper = Thread.ofVirtual().name("event-socket-keeper").unstarted(this::keep);
        this.deliverer = Thread.ofVirtual().name("event-socket-events").unstarted(this::deliver);
    }

    /** Starts connecting and returns; {@link #awaitUp} waits for it. */
    public static InboundClient open(InboundSettings settings, EventListener events, ConnectionListener connections) {
        InboundClient client = new InboundClient(settings, events, connections);
        client.keeper.start();
        client.deliverer.start();
        return client;
    }

    private void keep() {
        int failures = 0;
        boolean lost = false;
        while (!isClosing()) {
            CloseReason reason;
            try {
                InboundConnection connection = InboundConnection.open(loops, settings, this::take);
                failures = 0;
                set(connection);
                tell(connections::up);
                if (lost) {
                    tell(() -> connections.gap(0));
                }
                reason = connection.awaitEnd();
                lost = true;
            } catch (ConnectionClosedException e) {
                reason = e.reason();
            } catch (EventSocketException e) {
                reason = new CloseReason(CloseReason.Kind.TIMED_OUT, String.valueOf(e.getMessage()));
            }
            failures++;
            set(null);
            jobs.fail(reason);
            CloseReason why = reason;
            tell(() -> connections.down(why));
            Duration wait = settings.backoff().after(failures);
            LOG.info("no Event Socket connection: {}; trying again in {} ms", reason, wait.toMillis());
            pause(wait);
        }
    }

    /** A listener's mistake must not end the connection: the thread that runs it is the one that connects again, or delivers. */
    private static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("a connection listener failed", e);
        }
    }

    private void set(@Nullable InboundConnection connection) {
        lock.lock();
        try {
            current = connection;
            changed.signalAll();
            if (closing && connection != null) {
                connection.client().close(closed());
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration time) {
        long left = time.toNanos();
        lock.lock();
        try {
            while (!closing && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            closing = true;
        } finally {
            lock.unlock();
        }
    }

    private void take(Event event) {
        jobs.complete(event);
        queue.add(event);
    }

    private void deliver() {
        try {
            while (true) {
                Event event = queue.take();
                long dropped = queue.takeDropped();
                if (dropped > 0) {
                    LOG.warn("{} events dropped: the listener is too slow", dropped);
                    tell(() -> connections.gap(dropped));
                }
                tell(() -> events.onEvent(event));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the connection is up; false after the time given. */
    public boolean awaitUp(Duration timeout) {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (current == null && !closing && left > 0) {
                left = changed.awaitNanos(left);
            }
            return current != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    public boolean isUp() {
        return awaitUp(Duration.ZERO);
    }

    /**
     * Sends a command and waits for its reply. What it changes is not remembered over a loss of the connection: that
     * is what {@link InboundSettings#subscriptions()} are for.
     *
     * @throws ReplyTimeoutException when no reply comes in time
     * @throws ConnectionClosedException when there is no connection, or it breaks meanwhile
     */
    public Message.CommandReply send(Command command, Duration timeout) {
        if (command instanceof Command.Api) {
            throw new IllegalArgumentException("an api command has no command/reply: use api(…)");
        }
        Message reply = client(command).await(command, timeout);
        return reply instanceof Message.CommandReply plain ? plain : Message.CommandReply.of(ApiOutput.of(reply));
    }

    /** Runs an API command, such as {@code uuid_exists UUID}, and gives its output; failures as {@link #send}. */
    public String api(String line, Duration timeout) {
        Command command = Command.Api.of(line);
        return ApiOutput.of(client(command).await(command, timeout));
    }

    /**
     * Runs an API command in the background of the switch; the future gives its output. It fails with
     * {@link ConnectionClosedException} when the connection breaks (whether the job ran is then not known), with
     * {@link java.util.concurrent.TimeoutException} after {@code timeout}, and with {@link EventSocketException} when
     * the switch refuses.
     */
    public CompletableFuture<String> bgapi(String line, Duration timeout) {
        BackgroundJobs.Job job = jobs.add();
        Command command = new Command.BgApi(Command.Api.of(line), Optional.of(job.uuid()));
        CompletableFuture<String> result = job.result().orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        try {
            var _ = client(command).submit(command).whenComplete((reply, failure) -> {
                if (failure != null) {
                    result.completeExceptionally(failure);
                } else if (!ApiOutput.of(reply).startsWith("+OK")) {
                    result.completeExceptionally(new EventSocketException("bgapi was refused: " + ApiOutput.of(reply)));
                }
            });
        } catch (ConnectionClosedException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    /**
     * Has the switch say at once what has happened: FreeSWITCH is late by up to 20 ms otherwise. Never blocks; does nothing where there is
     * no connection.
     */
    public void nudge() {
        InboundConnection connection;
        lock.lock();
        try {
            connection = current;
        } finally {
            lock.unlock();
        }
        if (connection != null) {
            connection.client().nudge();
        }
    }

    private ClientChannel client(Command command) {
        lock.lock();
        try {
            if (current == null) {
                throw new ConnectionClosedException(
                        CommandWriter.name(command),
                        closing ? closed() : new CloseReason(CloseReason.Kind.UNREACHABLE, "not connected"));
            }
            return current.client();
        } finally {
            lock.unlock();
        }
    }

    private static CloseReason closed() {
        return new CloseReason(CloseReason.Kind.BY_US, "the client is closed");
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            if (current != null) {
                current.client().close(closed());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        deliverer.interrupt();
        try {
            if (!keeper.join(THREADS_END) || !deliverer.join(THREADS_END)) {
                LOG.warn("the Event Socket client's threads did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loops.close();
    }
}
