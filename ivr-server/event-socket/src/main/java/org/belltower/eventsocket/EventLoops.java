package org.belltower.eventsocket;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
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

    @Override
    public void close() {
        group.shutdownGracefully(0, END.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly(END.toMillis());
    }
}
