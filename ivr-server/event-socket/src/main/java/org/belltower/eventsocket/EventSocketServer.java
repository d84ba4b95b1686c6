package org.belltower.eventsocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The switch's Event Socket port: the server side of inbound mode.
 *
 * <p><em>Thread-safe.</em> An address that is not admitted gets a rude rejection, a wrong password
 * {@code -ERR invalid} and the end, both as FreeSWITCH does. A reader over {@link Limits#waitingBytes()} is closed and
 * counted in {@link #overruns}.
 */
public final class EventSocketServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventSocketServer.class);
    private static final Duration END = Duration.ofSeconds(6);

    private final EventLoops loops;
    private final ServerSettings settings;
    private final ServerHandler handler;
    private final OpenConnections<ServerSession> open;
    private final AtomicLong count = new AtomicLong();
    private final LongAdder overruns = new LongAdder();
    private final Channel listening;

    private EventSocketServer(EventLoops loops, ServerSettings settings, ServerHandler handler) {
        this.loops = loops;
        this.settings = settings;
        this.handler = handler;
        this.open = new OpenConnections<>(settings.limits().connections());
        this.listening = loops.listen(settings.bind(), this::accept);
    }

    /**
     * Listens.
     *
     * @throws BindFailedException when the address cannot be had
     */
    public static EventSocketServer open(ServerSettings settings, ServerHandler handler) {
        EventLoops loops = EventLoops.open("server", 1);
        try {
            return new EventSocketServer(loops, settings, handler);
        } catch (BindFailedException e) {
            loops.close();
            throw e;
        }
    }

    private void accept(Channel channel) {
        InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
        if (!settings.admits().test(peer.getAddress())) {
            LOG.warn("Event Socket client at {} is not admitted", peer.getAddress());
            var _ = channel.writeAndFlush(MessageWriter.encode(
                            channel.alloc(), new Message.RudeRejection("Access Denied, go away.\n")))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        ServerSession session = new ServerSession(
                "inbound-" + count.incrementAndGet(),
                channel,
                handler,
                settings.limits(),
                Optional.empty(),
                Optional.of(settings.password()),
                this::left);
        if (!open.enter(session)) {
            LOG.warn(
                    "Event Socket client turned away: {} are connected, the limit",
                    settings.limits().connections());
            var _ = channel.close();
            return;
        }
        session.install();
        session.start();
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                session.greet();
                context.fireChannelActive();
            }
        });
    }

    private void left(ServerSession session, CloseReason reason) {
        if (reason.kind() == CloseReason.Kind.OVERRUN) {
            overruns.increment();
        }
        open.leave(session);
    }

    /** Gives the event to every connection that asked for it; never blocks. */
    public void publish(Event event) {
        for (ServerSession session : open.all()) {
            session.publish(event);
        }
    }

    /** The connections that are open, authenticated ones and others. */
    public List<ServerConnection> connections() {
        return List.copyOf(open.all());
    }

    /** How many connections were closed for reading too slowly. */
    public long overruns() {
        return overruns.sum();
    }

    /** The address listened on, with the port that was given for port 0. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** Takes no new client, says goodbye to those that are there, and closes. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly(END.toMillis());
        open.all().forEach(ServerSession::close);
        if (!open.awaitNone(END)) {
            LOG.warn("{} Event Socket connections did not end", open.size());
        }
        loops.close();
    }
}
