package org.belltower.eventsocket;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects a call to its listener: the server side of outbound mode, for the {@code socket} application.
 *
 * <p><em>Thread-safe.</em> One dialer serves all calls; closing it closes their connections.
 */
public final class OutboundDialer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboundDialer.class);
    private static final Duration END = Duration.ofSeconds(6);

    private final EventLoops loops = EventLoops.open("dialer", 2);
    private final Limits limits;
    private final OpenConnections<ServerSession> open;
    private final LongAdder overruns = new LongAdder();

    private OutboundDialer(Limits limits) {
        this.limits = limits;
        this.open = new OpenConnections<>(limits.connections());
    }

    public static OutboundDialer open(Limits limits) {
        return new OutboundDialer(limits);
    }

    /** Connects, waiting no longer than {@code timeout}. Blocks: call it on the call's thread. */
    public DialResult dial(String host, int port, Duration timeout, OutboundSession call, ServerHandler handler) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            return new DialResult.Refused("no host is called " + Excerpt.of(host));
        }
        CompletableFuture<ServerSession> made = new CompletableFuture<>();
        ChannelFuture connected = new Bootstrap()
                .group(loops.group())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        EventLoops.keepAlive(channel);
                        ServerSession session = new ServerSession(
                                "outbound-" + call.uuid(),
                                channel,
                                handler,
                                limits,
                                Optional.of(call),
                                Optional.empty(),
                                OutboundDialer.this::left);
                        session.install();
                        made.complete(session);
                    }
                })
                .connect(address)
                .awaitUninterruptibly();
        if (!connected.isSuccess()) {
            return connected.cause() instanceof ConnectTimeoutException
                    ? new DialResult.TimedOut()
                    : new DialResult.Refused(String.valueOf(connected.cause().getMessage()));
        }
        return start(connected.channel(), made.join());
    }

    private DialResult start(Channel channel, ServerSession session) {
        if (!open.enter(session)) {
            LOG.warn("{} calls are connected to a listener, the limit", limits.connections());
            var _ = channel.close();
            return new DialResult.Refused("too many connections");
        }
        session.start();
        session.greet();
        return new DialResult.Connected(session);
    }

    private void left(ServerSession session, CloseReason reason) {
        if (reason.kind() == CloseReason.Kind.OVERRUN) {
            overruns.increment();
        }
        open.leave(session);
    }

    /** How many connections were closed for reading too slowly. */
    public long overruns() {
        return overruns.sum();
    }

    /** How many calls are connected. */
    public int connections() {
        return open.size();
    }

    @Override
    public void close() {
        open.all().forEach(ServerSession::close);
        if (!open.awaitNone(END)) {
            LOG.warn("{} connections to listeners did not end", open.size());
        }
        loops.close();
    }
}
