package org.belltower.embeddedswitch.application;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.Wake;
import org.belltower.eventsocket.DialResult;
import org.belltower.eventsocket.OutboundSession;
import org.belltower.eventsocket.ServerConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code socket} HOST:PORT[|HOST:PORT…] [async] [full]: dials an Event Socket listener, which then controls the call.
 *
 * <p><em>Immutable.</em> It dials beside the call, which is served meanwhile: a hang-up ends it at once. It returns, and
 * the dialplan's next action runs, when nobody listens there or when the listener closes the connection while the call
 * lives. Follows {@code socket_function} of FreeSWITCH's mod_event_socket.
 */
final class Socket implements Application {
    private static final Logger LOG = LoggerFactory.getLogger(Socket.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** The dialler keeps to {@link #CONNECT}; looking up a name may take longer. */
    private static final Duration ANSWER = CONNECT.plusSeconds(2);

    private static final int DEFAULT_PORT = 8084;

    @Override
    public String name() {
        return "socket";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        List<String> words = Words.split(argument, 8);
        if (words.isEmpty()) {
            LOG.warn("{}: socket without an address", channel.uuid());
            return;
        }
        List<String> flags = words.stream()
                .skip(1)
                .map(flag -> flag.toLowerCase(Locale.ROOT))
                .toList();
        OutboundSession session = new OutboundSession(channel.uuid(), flags.contains("async"), flags.contains("full"));
        for (String address : words.get(0).split("\\|", -1)) {
            Optional<ServerConnection> connection = dial(channel, address, session);
            if (connection.isPresent()) {
                Park.until(channel, () -> !connection.get().isOpen());
                return;
            }
            if (channel.over()) {
                return;
            }
        }
        channel.core().callUnserved();
        LOG.warn("{}: no Event Socket listener took the call; the dialplan goes on with its fallback", channel.uuid());
    }

    private static Optional<ServerConnection> dial(Channel channel, String address, OutboundSession session) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        int port = colon < 0
                ? DEFAULT_PORT
                : Words.number(address.substring(colon + 1))
                        .filter(number -> number >= 1 && number <= 65535)
                        .orElse(DEFAULT_PORT);
        channel.variables().set("socket_host", host);
        CompletableFuture<DialResult> dialled = CompletableFuture.supplyAsync(
                () -> channel.core().dial(host, port, session, CONNECT), Thread::startVirtualThread);
        var _ = dialled.whenComplete((result, fault) -> channel.nudge());
        Wake wake = Wake.BROKEN;
        while (wake == Wake.BROKEN) {
            wake = channel.await(ANSWER, dialled::isDone);
        }
        if (wake != Wake.DONE) {
            var _ = dialled.thenAccept(result -> abandon(channel, result));
        }
        if (wake == Wake.OVER) {
            return Optional.empty();
        }
        return switch (wake == Wake.DONE ? dialled.join() : new DialResult.TimedOut()) {
            case DialResult.Connected(ServerConnection connection) -> Optional.of(connection);
            case DialResult.Refused(String detail) -> {
                LOG.warn("{}: Event Socket listener {}:{} is not there: {}", channel.uuid(), host, port, detail);
                yield Optional.empty();
            }
            case DialResult.TimedOut() -> {
                LOG.warn("{}: Event Socket listener {}:{} does not answer", channel.uuid(), host, port);
                yield Optional.empty();
            }
        };
    }

    /** A connection that came too late. That of a call which has ended is told so by the switch, in its own words. */
    private static void abandon(Channel channel, DialResult result) {
        if (channel.cause().isEmpty() && result instanceof DialResult.Connected(ServerConnection connection)) {
            connection.close();
        }
    }
}
