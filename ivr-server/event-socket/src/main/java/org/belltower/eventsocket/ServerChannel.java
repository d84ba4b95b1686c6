package org.belltower.eventsocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of a connection: hands over commands, writes frames, and bounds what waits for a slow reader.
 *
 * <p><em>Thread-safe.</em> {@code waiting} counts the bytes of frames not yet taken by the socket; a frame over the
 * limit closes the connection. Commands go to {@code commands} on the event loop, at most {@link #QUEUE} unfinished
 * ones, above which the socket is not read; at the close {@code ended} is called, once, last.
 */
final class ServerChannel extends SimpleChannelInboundHandler<Command> {
    private static final int QUEUE = 256;
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Channel channel;
    private final Limits limits;
    private final Consumer<Command> commands;
    private final Consumer<CloseReason> ended;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger unfinished = new AtomicInteger();

    private boolean over;

    private volatile @Nullable CloseReason reason;

    ServerChannel(Channel channel, Limits limits, Consumer<Command> commands, Consumer<CloseReason> ended) {
        this.channel = channel;
        this.limits = limits;
        this.commands = commands;
        this.ended = ended;
    }

    /** Adds the codec and this to the channel's pipeline. */
    void install() {
        channel.pipeline()
                .addLast(
                        new FlushConsolidationHandler(
                                FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true),
                        FrameDecoder.ofCommands(limits),
                        this);
    }

    boolean isOpen() {
        return reason == null && channel.isActive();
    }

    /** Writes the message; drops it where the connection is closed or gets closed for being too slow. */
    void write(Message message) {
        write(message, () -> {});
    }

    /** Writes the message and runs {@code between} on the event loop before the other side can have it. */
    void write(Message message, Runnable between) {
        if (reason != null) {
            return;
        }
        ByteBuf frame = MessageWriter.encode(channel.alloc(), message);
        int size = frame.readableBytes();
        if (waiting.addAndGet(size) > limits.waitingBytes()) {
            frame.release();
            close(new CloseReason(
                    CloseReason.Kind.OVERRUN, "more than " + limits.waitingBytes() + " bytes wait for a slow reader"));
            return;
        }
        inLoop(
                () -> {
                    var _ = channel.write(frame).addListener(done -> waiting.addAndGet(-size));
                    between.run();
                    channel.flush();
                },
                frame);
    }

    private void inLoop(Runnable task, ByteBuf frame) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            // The loops end after the connections: nobody is there to read the frame.
            frame.release();
        }
    }

    /** Writes a last message behind those that wait, and closes; a reader that does not take it is cut off. */
    void closeAfter(Message last, CloseReason why) {
        if (reason != null) {
            return;
        }
        ByteBuf frame = MessageWriter.encode(channel.alloc(), last);
        reason = why;
        inLoop(
                () -> {
                    var _ = channel.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE);
                    var _ = channel.eventLoop()
                            .schedule(
                                    () -> {
                                        var _ = channel.close();
                                    },
                                    GOODBYE.toMillis(),
                                    TimeUnit.MILLISECONDS);
                },
                frame);
    }

    /** Closes at once. */
    void close(CloseReason why) {
        if (reason == null) {
            reason = why;
        }
        var _ = channel.close();
    }

    /** Runs the task on the event loop after a time, if the connection is then still open. */
    void later(Duration time, Runnable task) {
        var _ = channel.eventLoop()
                .schedule(
                        () -> {
                            if (isOpen()) {
                                task.run();
                            }
                        },
                        time.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Says that a command handed over has been carried out. */
    void finished() {
        if (unfinished.decrementAndGet() <= QUEUE / 2 && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Command command) {
        if (reason != null) {
            return;
        }
        if (unfinished.incrementAndGet() == QUEUE) {
            channel.config().setAutoRead(false);
            // The commands may have been carried out in between, and then nobody else would read on.
            if (unfinished.get() <= QUEUE / 2) {
                channel.config().setAutoRead(true);
            }
        }
        commands.accept(command);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (over) {
            return;
        }
        over = true;
        CloseReason known = reason;
        CloseReason why = known == null ? new CloseReason(CloseReason.Kind.BY_PEER, "the client closed") : known;
        reason = why;
        ended.accept(why);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        close(CloseReasons.of(failure));
    }
}
