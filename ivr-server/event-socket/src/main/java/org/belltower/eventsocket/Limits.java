package org.belltower.eventsocket;

import java.time.Duration;

/**
 * How much one peer may make this side hold, and how long it may keep it waiting.
 *
 * <p><em>Immutable.</em> {@link #defaults()} fit a switch on the same machine.
 *
 * @param lineBytes one header line, longest; over it the connection is closed as {@link CloseReason.Kind#OVERSIZE}
 * @param headers headers of one frame, most; likewise
 * @param bodyBytes one body, longest; likewise, at its announcement and before a byte of it is kept. It also bounds the
 *     header lines of one frame together
 * @param connections connections at a time, most; a further one is closed at once
 * @param waitingMessages messages a client-side reader may leave unread, or commands without a reply; over it
 *     {@link CloseReason.Kind#OVERRUN} on a call's connection, a counted gap on an inbound one
 * @param waitingBytes bytes of events written for a slow reader on the server side; over it
 *     {@link CloseReason.Kind#OVERRUN}
 * @param firstCommand how long a new peer has for its first command, password or reply
 * @param longestLinger how long a connection may outlive its call
 * @param beat how long a client sends nothing before it asks whether the other side is still there; one that owes a reply and says
 *     nothing for twice as long is gone: {@link CloseReason.Kind#TIMED_OUT}
 */
public record Limits(
        int lineBytes,
        int headers,
        int bodyBytes,
        int connections,
        int waitingMessages,
        int waitingBytes,
        Duration firstCommand,
        Duration longestLinger,
        Duration beat) {
    public Limits {
        positive("lineBytes", lineBytes);
        positive("headers", headers);
        positive("bodyBytes", bodyBytes);
        positive("connections", connections);
        positive("waitingMessages", waitingMessages);
        positive("waitingBytes", waitingBytes);
        if (!firstCommand.isPositive() || !longestLinger.isPositive() || !beat.isPositive()) {
            throw new IllegalArgumentException("limits of time are longer than zero");
        }
    }

    public static Limits defaults() {
        return new Limits(
                256 * 1024,
                4096,
                8 * 1024 * 1024,
                10_000,
                4096,
                8 * 1024 * 1024,
                Duration.ofSeconds(25),
                Duration.ofMinutes(10),
                Duration.ofSeconds(10));
    }

    public Limits withConnections(int most) {
        return new Limits(
                lineBytes, headers, bodyBytes, most, waitingMessages, waitingBytes, firstCommand, longestLinger, beat);
    }

    public Limits withWaiting(int messages, int bytes) {
        return new Limits(
                lineBytes, headers, bodyBytes, connections, messages, bytes, firstCommand, longestLinger, beat);
    }

    public Limits withFirstCommand(Duration time) {
        return new Limits(
                lineBytes, headers, bodyBytes, connections, waitingMessages, waitingBytes, time, longestLinger, beat);
    }

    public Limits withBeat(Duration time) {
        return new Limits(
                lineBytes,
                headers,
                bodyBytes,
                connections,
                waitingMessages,
                waitingBytes,
                firstCommand,
                longestLinger,
                time);
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is 1 or more: " + value);
        }
    }
}
