package org.belltower.eventsocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of a connection, inbound or outbound: matches replies to commands, first in first out, and hands
 * the rest to a sink.
 *
 * <p>{@link #submit}, {@link #await} and {@link #close} are <em>thread-safe</em>; {@code pending}, {@code ended} and what counts beats are
 * <em>confined to the connection's event loop</em>, which also runs the sink. At the close every command without a
 * reply fails with {@link ConnectionClosedException} and the sink gets {@link Message.Closed}, once, last.
 *
 * <p>A machine that has lost its power says no good-bye. So a connection on which nothing was sent for {@link Limits#beat()} is asked for
 * something, and one that owes a reply and has said nothing for twice as long is closed.
 */
final class ClientChannel extends SimpleChannelInboundHandler<Message> {
    private static final int MOST_MUTE = 2;
    /** Any switch answers it, with whatever words. */
    private static final Command ARE_YOU_THERE = Command.Api.of("uuid_exists 0");

    private final Channel channel;
    private final Limits limits;
    private final Consumer<Message> sink;

    private final Deque<Pending> pending = new ArrayDeque<>();
    private boolean ended;
    private boolean begun;
    /** Since the last beat. */
    private boolean sent;

    private boolean heard;
    /** Beats in a row at which a reply was owed and nothing had been heard. */
    private int mute;

    private volatile @Nullable CloseReason reason;

    /** A command on its way. */
    private record Pending(String name, CompletableFuture<Message> reply) {}

    ClientChannel(Channel channel, Limits limits, Consumer<Message> sink) {
        this.channel = channel;
        this.limits = limits;
        this.sink = sink;
    }

    /** Adds the codec and this to the channel's pipeline. */
    void install() {
        channel.pipeline().addLast(FrameDecoder.ofMessages(limits), this);
    }

    /** Begins with the first reply: before it the peer may be no switch at all, and has the time that its first command is given. */
    private void beatLater() {
        var _ = channel.eventLoop().schedule(this::beat, limits.beat().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void beat() {
        if (ended) {
            return;
        }
        mute = pending.isEmpty() || heard ? 0 : mute + 1;
        if (mute == MOST_MUTE) {
            close(new CloseReason(
                    CloseReason.Kind.TIMED_OUT,
                    "no word for " + limits.beat().multipliedBy(MOST_MUTE).toMillis() + " ms, and "
                            + pending.peekFirst().name() + " without a reply"));
            return;
        }
        if (!sent && pending.isEmpty()) {
            var _ = submit(ARE_YOU_THERE);
        }
        sent = false;
        heard = false;
        beatLater();
    }

    boolean isOpen() {
        return reason == null && channel.isActive();
    }

    /** Writes the command; its reply completes the future, on the event loop. */
    CompletableFuture<Message> submit(Command command) {
        Pending added = new Pending(CommandWriter.name(command), new CompletableFuture<>());
        ByteBuf frame = CommandWriter.encode(channel.alloc(), command);
        try {
            channel.eventLoop().execute(() -> write(added, frame));
        } catch (RejectedExecutionException e) {
            frame.release();
            added.reply.completeExceptionally(new ConnectionClosedException(added.name, closeReason()));
        }
        return added.reply;
    }

    private void write(Pending added, ByteBuf frame) {
        if (ended || !channel.isActive()) {
            frame.release();
            added.reply.completeExceptionally(new ConnectionClosedException(added.name, closeReason()));
            return;
        }
        sent = true;
        pending.add(added);
        var _ = channel.writeAndFlush(frame, channel.voidPromise());
        if (pending.size() > limits.waitingMessages()) {
            close(new CloseReason(CloseReason.Kind.OVERRUN, pending.size() + " commands without a reply"));
        }
    }

    /**
     * Wakes the switch, which then says at once what it has to say: FreeSWITCH looks for events every 20 ms, and whenever something comes.
     * An empty line is no command and has no reply. Spec: FreeSWITCH mod_event_socket, read_packet.
     */
    void nudge() {
        // A switch that reads nothing is found by the beat.
        if (channel.isActive() && channel.isWritable()) {
            var _ = channel.writeAndFlush(channel.alloc().buffer(1).writeByte('\n'), channel.voidPromise());
        }
    }

    /** Sends the command and waits for its reply; throws as {@link OutboundConnection#send} says. */
    Message await(Command command, Duration timeout) {
        try {
            return submit(command).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ReplyTimeoutException(CommandWriter.name(command), timeout);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectionClosedException closed) {
                throw new ConnectionClosedException(CommandWriter.name(command), closed.reason());
            }
            throw new EventSocketException(CommandWriter.name(command) + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventSocketException(CommandWriter.name(command) + " was interrupted", e);
        }
    }

    void close(CloseReason why) {
        if (reason == null) {
            reason = why;
        }
        var _ = channel.close();
    }

    /** Why the connection is closed, or that the other side is about to be found gone. */
    CloseReason closeReason() {
        CloseReason known = reason;
        return known == null ? new CloseReason(CloseReason.Kind.BY_PEER, "the other side closed") : known;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Message message) {
        heard = true;
        switch (message) {
            case Message.CommandReply reply -> answer(reply);
            case Message.ApiResponse response -> answer(response);
            default -> sink.accept(message);
        }
    }

    private void answer(Message reply) {
        if (!begun) {
            begun = true;
            beatLater();
        }
        Pending first = pending.poll();
        if (first == null) {
            sink.accept(reply);
        } else {
            first.reply.complete(reply);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (ended) {
            return;
        }
        ended = true;
        CloseReason why = closeReason();
        reason = why;
        for (Pending waiting : pending) {
            waiting.reply.completeExceptionally(new ConnectionClosedException(waiting.name, why));
        }
        pending.clear();
        sink.accept(new Message.Closed(why));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        close(CloseReasons.of(failure));
    }
}
