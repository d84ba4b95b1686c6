package org.belltower.eventsocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;

/**
 * Writes a {@link Message} as a frame, into one buffer.
 *
 * <p>Stateless. The caller of {@link #encode} releases the buffer. A frame that needs its body's length in front gets
 * the body written behind a gap, and the headers put into the gap's end: nothing is copied. Public for {@code bench}.
 */
public final class MessageWriter {
    private static final int GAP = 96;

    private MessageWriter() {}

    /** The whole frame. {@link Message.Closed} is not for the wire: {@link IllegalArgumentException}. */
    public static ByteBuf encode(ByteBufAllocator allocator, Message message) {
        ByteBuf out = allocator.buffer(1024);
        boolean done = false;
        try {
            write(message, out);
            done = true;
            return out;
        } finally {
            if (!done) {
                out.release();
            }
        }
    }

    private static void write(Message message, ByteBuf out) {
        switch (message) {
            case Message.AuthRequest request -> Utf8.write("Content-Type: auth/request\n\n", out);
            case Message.CommandReply reply -> reply(reply, out);
            case Message.ApiResponse response ->
                Utf8.write(
                        "Content-Type: api/response\nContent-Length: " + Utf8.length(response.body()) + "\n\n"
                                + response.body(),
                        out);
            case Message.EventMessage event -> event(event, out);
            case Message.DisconnectNotice notice -> notice(notice, out);
            case Message.LogData log ->
                body(log.headers().toBuilder().set("Content-Type", "log/data"), log.text(), out);
            case Message.RudeRejection rejection ->
                body(EventHeaders.builder().add("Content-Type", ContentType.RUDE_REJECTION), rejection.text(), out);
            case Message.Unknown unknown ->
                body(
                        unknown.headers().without("Content-Length").toBuilder()
                                .set("Content-Type", unknown.contentType()),
                        unknown.body(),
                        out);
            case Message.Closed closed -> throw new IllegalArgumentException("not for the wire: " + closed);
        }
    }

    private static void reply(Message.CommandReply reply, ByteBuf out) {
        if (reply.headers().contains("Event-Name")) {
            PlainEvents.writeHeaders(reply.headers(), out);
        } else {
            EventHeaders.Builder headers = reply.headers().without("Content-Length").toBuilder();
            headers(
                    headers.set("Reply-Text", reply.text())
                            .set("Content-Type", ContentType.REPLY)
                            .build(),
                    out);
        }
        out.writeByte('\n');
    }

    private static void event(Message.EventMessage message, ByteBuf out) {
        int start = out.writerIndex();
        out.writeZero(GAP);
        switch (message.format()) {
            case PLAIN -> PlainEvents.write(message.event(), out);
            case JSON -> JsonEvents.write(message.event(), out);
            case XML -> XmlEvents.write(message.event(), out);
        }
        int end = out.writerIndex();
        String head = "Content-Length: " + (end - start - GAP) + "\nContent-Type: " + ContentType.EVENT_PREFIX
                + message.format().word() + "\n\n";
        int headStart = start + GAP - head.length();
        out.writerIndex(headStart);
        Utf8.write(head, out);
        out.writerIndex(end);
        out.readerIndex(headStart);
    }

    private static void notice(Message.DisconnectNotice notice, ByteBuf out) {
        EventHeaders.Builder headers = EventHeaders.builder().add("Content-Type", ContentType.DISCONNECT_NOTICE);
        notice.sessionUuid().ifPresent(uuid -> headers.add("Controlled-Session-UUID", uuid));
        if (notice.disposition() == Message.Disposition.LINGER) {
            headers.add("Content-Disposition", "linger");
            notice.channelName().ifPresent(name -> headers.add("Channel-Name", name));
            headers.add(
                    "Linger-Time",
                    notice.lingerTime().map(Duration::toSeconds).orElse(-1L).toString());
        } else if (notice.sessionUuid().isPresent()) {
            headers.add("Content-Disposition", "disconnect");
        }
        body(headers, notice.text(), out);
    }

    private static void body(EventHeaders.Builder headers, String body, ByteBuf out) {
        headers(
                headers.set("Content-Length", Integer.toString(Utf8.length(body)))
                        .build(),
                out);
        out.writeByte('\n');
        Utf8.write(body, out);
    }

    /** Header lines as they are; a line break in a value, which has no place there, becomes a space. */
    private static void headers(EventHeaders headers, ByteBuf out) {
        for (EventHeaders.Header header : headers) {
            String value = header.value().stripTrailing().replace('\n', ' ').replace('\r', ' ');
            Utf8.write(header.name() + ": " + value + "\n", out);
        }
    }
}
