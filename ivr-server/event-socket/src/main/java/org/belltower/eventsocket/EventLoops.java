package org.belltower.eventsocket;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The named platform threads that read and write sockets; they decode, encode and enqueue, and never run a caller's
 * code but a {@link OutboundConnection#onMessage} sink.
 *
 * <p><em>Thread-safe.</em> Closed by what opened it; closing waits a moment for the threads to end.
 */
final class EventLoops implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(5);

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

    @Override
    public void close() {
        group.shutdownGracefully(0, END.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly(END.toMillis());
    }
}
