package org.belltower.eventsocket;

import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The {@link OutboundConnection} over a socket.
 *
 * <p><em>Thread-safe</em>; {@code sink} is <em>confined to the event loop</em>, which alone fills {@code inbox}.
 */
final class CallConnection implements OutboundConnection {
    private final Channel channel;
    private final Limits limits;
    private final ClientChannel client;
    private final BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();

    private @Nullable Consumer<Message> sink;

    private volatile EventHeaders data = EventHeaders.empty();
    private volatile Message.@Nullable Closed closed;

    CallConnection(Channel channel, Limits limits) {
        this.channel = channel;
        this.limits = limits;
        this.client = new ClientChannel(channel, limits, this::take);
    }

    void install() {
        client.install();
    }

    /** Sends {@code connect} and keeps the channel data; throws as {@link #send}. */
    Message.CommandReply shakeHands() {
        Message.CommandReply reply = send(new Command.Connect(), limits.firstCommand());
        data = reply.headers();
        return reply;
    }

    /** The address that it came from. */
    SocketAddress peer() {
        return channel.remoteAddress();
    }

    private void take(Message message) {
        Consumer<Message> to = sink;
        if (to != null) {
            to.accept(message);
            return;
        }
        inbox.add(message);
        if (inbox.size() > limits.waitingMessages() && !(message instanceof Message.Closed)) {
            client.close(new CloseReason(CloseReason.Kind.OVERRUN, inbox.size() + " messages left unread"));
        }
    }

    @Override
    public EventHeaders connect() {
        return data;
    }

    @Override
    public String uuid() {
        return data.get("Unique-ID").or(() -> data.get("Channel-Unique-ID")).orElse("");
    }

    @Override
    public Message.CommandReply send(Command command, Duration timeout) {
        if (command instanceof Command.Api) {
            throw new IllegalArgumentException("an api command has no command/reply: use api(…)");
        }
        return reply(client.await(command, timeout));
    }

    @Override
    public String api(String line, Duration timeout) {
        return ApiOutput.of(client.await(Command.Api.of(line), timeout));
    }

    @Override
    public CompletableFuture<Message.CommandReply> sendAsync(Command command) {
        CompletableFuture<Message.CommandReply> answer = new CompletableFuture<>();
        var _ = client.submit(command)
                .whenCompleteAsync(
                        (message, failure) -> {
                            if (failure != null) {
                                answer.completeExceptionally(failure);
                            } else {
                                answer.complete(reply(message));
                            }
                        },
                        Thread::startVirtualThread);
        return answer;
    }

    @Override
    public void nudge() {
        client.nudge();
    }

    private static Message.CommandReply reply(Message message) {
        return message instanceof Message.CommandReply reply ? reply : Message.CommandReply.of(ApiOutput.of(message));
    }

    @Override
    public Optional<Message> poll(Duration timeout) {
        Message.Closed end = closed;
        if (end != null) {
            return Optional.of(end);
        }
        try {
            Message message = inbox.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (message instanceof Message.Closed last) {
                closed = last;
            }
            return Optional.ofNullable(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void onMessage(Consumer<Message> to) {
        try {
            channel.eventLoop().execute(() -> divert(to));
        } catch (RejectedExecutionException e) {
            // The listener is closed, so nothing comes any more and the caller's thread may hand over what is there.
            divert(to);
        }
    }

    private void divert(Consumer<Message> to) {
        for (Message waiting = inbox.poll(); waiting != null; waiting = inbox.poll()) {
            to.accept(waiting);
        }
        sink = to;
    }

    @Override
    public boolean isOpen() {
        return client.isOpen();
    }

    @Override
    public void close() {
        close(new CloseReason(CloseReason.Kind.BY_US, "closed by the call's handler"));
    }

    void close(CloseReason why) {
        client.close(why);
    }
}
