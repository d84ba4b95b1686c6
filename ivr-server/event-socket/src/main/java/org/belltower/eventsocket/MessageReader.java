package org.belltower.eventsocket;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes a {@link Message} of a frame.
 *
 * <p><em>Immutable.</em> An event that cannot be read becomes {@link Message.Unknown}: its frame's end is known, so
 * the connection goes on.
 */
final class MessageReader {
    private final Limits limits;

    MessageReader(Limits limits) {
        this.limits = limits;
    }

    Message read(EventHeaders headers, ByteBuf body) {
        String type = headers.get("Content-Type", "").strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case ContentType.AUTH_REQUEST -> new Message.AuthRequest();
            case ContentType.REPLY -> reply(headers);
            case ContentType.API_RESPONSE -> new Message.ApiResponse(text(body));
            case ContentType.DISCONNECT_NOTICE -> notice(headers, text(body));
            case ContentType.RUDE_REJECTION -> new Message.RudeRejection(text(body));
            case ContentType.LOG_DATA -> new Message.LogData(headers, text(body));
            default ->
                type.startsWith(ContentType.EVENT_PREFIX)
                        ? event(type, headers, body)
                        : new Message.Unknown(type, headers, text(body), "content type not known");
        };
    }

    /**
     * The reply to {@code connect} is a serialised event, with every value URL-coded, the reply's text too; other
     * replies are as they are.
     */
    private static Message.CommandReply reply(EventHeaders headers) {
        EventHeaders plain = headers;
        if (headers.contains("Event-Name") || headers.get("Reply-Text", "").startsWith("%2B")) {
            EventHeaders.Builder decoded = EventHeaders.builder();
            for (EventHeaders.Header header : headers) {
                decoded.add(header.name(), UrlCoding.decode(header.value()));
            }
            plain = decoded.build();
        }
        return new Message.CommandReply(plain.get("Reply-Text", "").stripTrailing(), plain);
    }

    private static Message.DisconnectNotice notice(EventHeaders headers, String text) {
        boolean linger = headers.get("Content-Disposition", "").strip().equalsIgnoreCase("linger");
        return new Message.DisconnectNotice(
                linger ? Message.Disposition.LINGER : Message.Disposition.DISCONNECT,
                headers.get("Controlled-Session-UUID"),
                headers.get("Linger-Time").flatMap(MessageReader::seconds),
                text,
                headers.get("Channel-Name"));
    }

    /** Whole seconds; empty for -1, which is "until one side closes", and for what is no number. */
    private static Optional<Duration> seconds(String text) {
        if (!text.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Integer.parseInt(text)));
    }

    private Message event(String type, EventHeaders headers, ByteBuf body) {
        Optional<EventFormat> format = EventFormat.parse(type.substring(ContentType.EVENT_PREFIX.length()));
        if (format.isEmpty()) {
            return new Message.Unknown(type, headers, text(body), "event format not known");
        }
        int start = body.readerIndex();
        Optional<Event> event = switch (format.get()) {
            case PLAIN -> PlainEvents.read(body, limits);
            case JSON -> JsonEvents.read(body);
            case XML -> XmlEvents.read(body);
        };
        if (event.isEmpty()) {
            return new Message.Unknown(type, headers, text(body.readerIndex(start)), "no event in it");
        }
        return new Message.EventMessage(event.get(), format.get());
    }

    private static String text(ByteBuf body) {
        return body.toString(StandardCharsets.UTF_8);
    }
}
