package org.belltower.eventsocket;

import java.time.Duration;
import java.util.Optional;

/**
 * What a switch sends to its client, one frame each; and {@link Closed}, which ends a connection's messages.
 *
 * <p><em>Immutable.</em> What is not known, or cannot be read as what it says it is, arrives as {@link Unknown} with
 * its bytes: strange input is data, not a failure.
 * Spec: FreeSWITCH mod_event_socket, content types.
 */
public sealed interface Message {

    /** {@code auth/request}: the first message of an inbound connection. */
    record AuthRequest() implements Message {}

    /**
     * {@code command/reply}. {@code text} is the {@code Reply-Text} without line breaks at its end; {@code headers} are
     * all headers, which for the reply to {@code connect} are the channel data.
     */
    record CommandReply(String text, EventHeaders headers) implements Message {

        /** A reply that is nothing but its text, such as {@code +OK accepted}. */
        public static CommandReply of(String text) {
            return new CommandReply(text, EventHeaders.of("Content-Type", ContentType.REPLY, "Reply-Text", text));
        }

        /** True for {@code +OK…}. For an application this means queued, not done. */
        public boolean isOk() {
            return text.startsWith("+OK");
        }

        public boolean isError() {
            return text.startsWith("-ERR");
        }

        /** The job of a {@code bgapi} reply. */
        public Optional<String> jobUuid() {
            return headers.get("Job-UUID");
        }
    }

    /** {@code api/response}; the body is the command's output as it is, line breaks at the end included. */
    record ApiResponse(String body) implements Message {
        public boolean isError() {
            return body.startsWith("-ERR");
        }
    }

    /** {@code text/event-plain}, {@code -json}, {@code -xml}. */
    record EventMessage(Event event, EventFormat format) implements Message {}

    /**
     * {@code text/disconnect-notice}. With {@link Disposition#LINGER} the call is over and the connection still
     * open for the rest of the events; with {@link Disposition#DISCONNECT} the connection ends now.
     */
    record DisconnectNotice(
            Disposition disposition,
            Optional<String> sessionUuid,
            Optional<Duration> lingerTime,
            String text,
            Optional<String> channelName)
            implements Message {}

    /** The two kinds of {@link DisconnectNotice}. */
    enum Disposition {
        LINGER,
        DISCONNECT
    }

    /** {@code log/data}. */
    record LogData(EventHeaders headers, String text) implements Message {}

    /** {@code text/rude-rejection}: the switch does not admit this address. */
    record RudeRejection(String text) implements Message {}

    /** Anything else, and an event that cannot be read; {@code why} says what was wrong with it. */
    record Unknown(String contentType, EventHeaders headers, String body, String why) implements Message {}

    /** The connection is closed; no message follows. Made here, never on the wire. */
    record Closed(CloseReason reason) implements Message {}
}
