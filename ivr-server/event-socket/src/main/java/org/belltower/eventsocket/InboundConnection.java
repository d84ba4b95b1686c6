package org.belltower.eventsocket;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One connection of an {@link InboundClient}, from connecting to its end.
 *
 * <p><em>Thread-safe.</em> {@link #open} connects, authenticates and subscribes, or throws
 * {@link ConnectionClosedException} with the reason.
 */
final class InboundConnection {
    private final InboundSettings settings;
    private final ClientChannel client;
    private final CompletableFuture<Message> greeting = new CompletableFuture<>();
    private final CompletableFuture<CloseReason> end = new CompletableFuture<>();
    private final Consumer<Event> events;

    private InboundConnection(Channel channel, InboundSettings settings, Consumer<Event> events) {
        this.settings = settings;
        this.events = events;
        this.client = new ClientChannel(channel, settings.limits(), this::take);
    }

    static InboundConnection open(EventLoops loops, InboundSettings settings, Consumer<Event> events) {
        CompletableFuture<InboundConnection> made = new CompletableFuture<>();
        InetSocketAddress address = settings.address();
        ChannelFuture connected = new Bootstrap()
                .group(loops.group())
                .channel(NioSocketChannel.class)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.connectTimeout().toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        EventLoops.keepAlive(channel);
                        InboundConnection connection = new InboundConnection(channel, settings, events);
                        connection.client.install();
                        made.complete(connection);
                    }
                })
                .connect(address)
                .awaitUninterruptibly();
        if (!connected.isSuccess()) {
            throw new ConnectionClosedException(
                    "connect", new CloseReason(CloseReason.Kind.UNREACHABLE, address + ": " + connected.cause()));
        }
        InboundConnection connection = made.join();
        boolean up = false;
        try {
            connection.comeUp();
            up = true;
            return connection;
        } finally {
            if (!up) {
                connection.client.close(connection.client.closeReason());
            }
        }
    }

    private void comeUp() {
        switch (within(greeting, settings.connectTimeout())) {
            case Message.AuthRequest request -> authenticate();
            case Message.RudeRejection rejection ->
                throw refused("the switch does not admit this address: "
                        + rejection.text().strip());
            case Message.Closed closed -> throw new ConnectionClosedException("auth", closed.reason());
            default -> throw refused("that is no Event Socket: no auth/request came first");
        }
        Duration timeout = settings.connectTimeout();
        client.await(Command.Events.of(EventFormat.PLAIN, "BACKGROUND_JOB"), timeout);
        for (Command subscription : settings.subscriptions()) {
            Message reply = client.await(subscription, timeout);
            if (ApiOutput.of(reply).startsWith("-ERR")) {
                throw refused(CommandWriter.name(subscription) + " was answered " + ApiOutput.of(reply));
            }
        }
    }

    private void authenticate() {
        Message reply = client.await(new Command.Auth(settings.password()), settings.connectTimeout());
        if (!ApiOutput.of(reply).startsWith("+OK")) {
            throw refused("wrong password: " + ApiOutput.of(reply)
                    + "; set the one of the switch's event_socket configuration");
        }
    }

    private ConnectionClosedException refused(String detail) {
        CloseReason reason = new CloseReason(CloseReason.Kind.REFUSED, detail);
        client.close(reason);
        return new ConnectionClosedException("auth", reason);
    }

    private static Message within(CompletableFuture<Message> future, Duration timeout) {
        try {
            return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ReplyTimeoutException("connect", timeout);
        } catch (ExecutionException e) {
            throw new EventSocketException("connect failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventSocketException("connect was interrupted", e);
        }
    }

    private void take(Message message) {
        switch (message) {
            case Message.EventMessage event -> events.accept(event.event());
            case Message.Closed closed -> {
                greeting.complete(closed);
                end.complete(closed.reason());
            }
            default -> greeting.complete(message);
        }
    }

    ClientChannel client() {
        return client;
    }

    /** Waits until the connection is closed and says why. */
    CloseReason awaitEnd() {
        return end.join();
    }
}
