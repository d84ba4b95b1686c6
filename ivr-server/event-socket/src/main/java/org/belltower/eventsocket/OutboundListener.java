package org.belltower.eventsocket;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the switch comes with each call: the client side of outbound mode.
 *
 * <p><em>Thread-safe.</em> Each connection gets a virtual thread of its own, which says {@code connect}, takes the
 * name {@code call-UUID}, runs the handler and closes the connection. What the handler throws is logged. Over
 * {@link Limits#connections()} a call is hung up as congestion (Q.850 cause 42): closing its connection would not do, since
 * FreeSWITCH parks a call whose listener goes before it has said {@code connect}. One that names no call in answer to
 * {@code connect} never reaches the handler: it is logged with its address and counted.
 */
public final class OutboundListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboundListener.class);
    private static final Duration SOCKET_CLOSES = Duration.ofSeconds(5);
    /**
     * For what a handler still does when its call is gone: work left behind that has deadlines of its own, and the call's record,
     * which a slow disk may hold up.
     */
    private static final Duration HANDLERS_END = Duration.ofSeconds(90);

    /** Calls that are told at a time that there is no room; a further one is left to what the dialplan has scheduled. */
    private static final int MOST_REFUSALS = 256;

    private static final Duration REFUSAL = Duration.ofSeconds(5);
    private static final String NO_ROOM = "SWITCH_CONGESTION";

    private final EventLoops loops;
    private final Consumer<OutboundConnection> handler;
    private final Limits limits;
    private final OpenConnections<CallConnection> open;
    private final OpenConnections<CallConnection> refusals = new OpenConnections<>(MOST_REFUSALS);
    private final LongAdder turnedAway = new LongAdder();
    private final LongAdder nameless = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Channel listening;

    private OutboundListener(
            EventLoops loops, InetSocketAddress bind, Consumer<OutboundConnection> handler, Limits limits) {
        this.loops = loops;
        this.handler = handler;
        this.limits = limits;
        this.open = new OpenConnections<>(limits.connections());
        this.listening = loops.listen(bind, this::accept);
    }

    /**
     * Listens on the address.
     *
     * @throws BindFailedException when it cannot be had
     */
    public static OutboundListener open(InetSocketAddress bind, Consumer<OutboundConnection> handler, Limits limits) {
        EventLoops loops = EventLoops.open("outbound", 2);
        try {
            return new OutboundListener(loops, bind, handler, limits);
        } catch (BindFailedException e) {
            loops.close();
            throw e;
        }
    }

    private void accept(Channel channel) {
        CallConnection connection = new CallConnection(channel, limits);
        if (!open.enter(connection)) {
            turnedAway.increment();
            LOG.warn("call turned away: {} connections are open, the limit", limits.connections());
            turnAway(connection, channel);
            return;
        }
        connection.install();
        Thread.ofVirtual().name("call-new").start(() -> serve(connection));
    }

    private void turnAway(CallConnection connection, Channel channel) {
        if (!refusals.enter(connection)) {
            var _ = channel.close();
            return;
        }
        connection.install();
        Thread.ofVirtual().name("call-refused").start(() -> hangUp(connection));
    }

    private void hangUp(CallConnection connection) {
        try (connection) {
            connection.shakeHands();
            if (!connection.uuid().isEmpty()) {
                // Not by sendmsg, which is only queued: closing the connection would send the call on in its dialplan.
                connection.api("uuid_kill " + connection.uuid() + " " + NO_ROOM, REFUSAL);
            }
        } catch (EventSocketException e) {
            LOG.debug("a call turned away was not hung up: {}", e.getMessage());
        } finally {
            refusals.leave(connection);
        }
    }

    private void serve(CallConnection connection) {
        try (connection) {
            if (!shakesHands(connection)) {
                return;
            }
            Thread.currentThread().setName("call-" + connection.uuid());
            handler.accept(connection);
        } catch (ReplyTimeoutException | ConnectionClosedException e) {
            LOG.info("call {} ended: {}", connection.uuid(), e.getMessage());
        } catch (RuntimeException e) {
            // A defect above this room costs one call, whose connection closes; the switch's dialplan goes on with it.
            failed.increment();
            LOG.error("call {} failed", connection.uuid(), e);
        } finally {
            open.leave(connection);
        }
    }

    /** Whether the switch has said which call this is. */
    private boolean shakesHands(CallConnection connection) {
        String failure;
        try {
            Message.CommandReply reply = connection.shakeHands();
            if (!connection.uuid().isEmpty()) {
                return true;
            }
            failure = "the switch answered " + Excerpt.of(reply.text());
        } catch (ReplyTimeoutException | ConnectionClosedException e) {
            failure = String.valueOf(e.getMessage());
        }
        nameless.increment();
        LOG.warn(
                "a connection from {} said nothing of its call and is closed; if there was a call, it has no record: {}",
                connection.peer(),
                failure);
        return false;
    }

    /** The address listened on, with the port that was given for port 0. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** How many calls are connected. */
    public int connections() {
        return open.size();
    }

    /** How many were hung up, being over the limit. */
    public long turnedAway() {
        return turnedAway.sum();
    }

    /** How many were closed because they did not say which call they are. */
    public long nameless() {
        return nameless.sum();
    }

    /** How many were left by a handler with a defect. */
    public long failed() {
        return failed.sum();
    }

    /** Takes no new call; those in progress go on. */
    public void stopAccepting() {
        listening.close().awaitUninterruptibly(SOCKET_CLOSES.toMillis());
    }

    /**
     * Takes no new call and waits for those in progress, also those that have yet to say which call they are.
     *
     * @return whether all have ended by then; those that have not go on
     */
    public boolean drain(Duration atMost) {
        stopAccepting();
        return open.awaitNone(atMost);
    }

    /**
     * Takes no new call, waits for those in progress up to the time given, and closes what is left. Their handlers then get
     * {@link Message.Closed} as {@link CloseReason.Kind#BY_US} and {@link #HANDLERS_END} to end.
     */
    public void close(Duration drain) {
        if (!drain(drain)) {
            CloseReason why = new CloseReason(CloseReason.Kind.BY_US, "the server stops");
            open.all().forEach(connection -> connection.close(why));
            if (!open.awaitNone(HANDLERS_END)) {
                LOG.warn("{} calls did not end when their connection closed", open.size());
            }
        }
        loops.close();
    }

    /** Closes at once. */
    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
