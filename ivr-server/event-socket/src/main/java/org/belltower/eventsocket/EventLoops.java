package org.belltower.eventsocket;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jdk.net.ExtendedSocketOptions;

/**
 * The named platform threads that read and write sockets; they decode, encode and enqueue, and never run a caller's
 * code but a {@link OutboundConnection#onMessage} sink.
 *
 * <p><em>Thread-safe.</em> Closed by what opened it; closing waits a moment for the threads to end.
 */
final class EventLoops implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(5);

    /** A burst of calls connects faster than one thread accepts. */
    private static final int BACKLOG = 1024;

    /** A quiet connection to a machine that is gone is found out in half a minute. Systems take two hours by default. */
    private static final int QUIET_SECONDS = 15;

    private static final int PROBE_SECONDS = 5;
    private static final int PROBES = 3;

    private final EventLoopGroup group;

    private EventLoops(EventLoopGroup group) {
        this.group = group;
    }

    static EventLoops open(String name, int threads) {
        return new EventLoops(new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("event-socket-" + name, true), NioIoHandler.newFactory()));
    }

    EventLoopGroup group() {
        return group;
    }

    /**
     * Listens; each connection that comes is given to {@code accept} before its first byte is read.
     *
     * @throws BindFailedException when the address cannot be had
     */
    Channel listen(InetSocketAddress address, Consumer<Channel> accept) {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        keepAlive(channel);
                        accept.accept(channel);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new BindFailedException(address, bound.cause());
        }
        return bound.channel();
    }

    /** Has the system ask, while nothing is sent, whether the other machine is still there. */
    static void keepAlive(Channel channel) {
        channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        channel.config().setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), QUIET_SECONDS);
        channel.config().setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), PROBE_SECONDS);
        channel.config().setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), PROBES);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, END.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly(END.toMillis());
    }
}
