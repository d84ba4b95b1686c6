package org.belltower.eventsocket;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** Events as header lines with URL-coded values, and their own body. Stateless. Spec: switch_event_serialize. */
final class PlainEvents {
    private PlainEvents() {}

    /** The event in the body; empty where it names none or announces more body than there is. */
    static Optional<Event> read(ByteBuf in, Limits limits) {
        HeaderSection section = new HeaderSection(false, true, limits);
        section.finish(in);
        EventHeaders all = section.headers();
        String body = "";
        Optional<String> announced = all.get("Content-Length");
        if (announced.isPresent()) {
            String digits = announced.get().strip();
            if (!digits.matches("\\d{1,9}") || Integer.parseInt(digits) > in.readableBytes()) {
                return Optional.empty();
            }
            body = Utf8.read(in, Integer.parseInt(digits));
            all = all.without("Content-Length");
        }
        return Event.from(all, body);
    }

    static void write(Event event, ByteBuf out) {
        writeHeaders(event.headers(), out);
        if (event.body().isEmpty()) {
            out.writeByte('\n');
        } else {
            Utf8.write("Content-Length: " + Utf8.length(event.body()) + "\n\n", out);
            Utf8.write(event.body(), out);
        }
    }

    /** Header lines with coded values, without the blank line. The writer says the length, so none is copied. */
    static void writeHeaders(EventHeaders headers, ByteBuf out) {
        for (EventHeaders.Header header : headers) {
            if (header.name().equalsIgnoreCase("Content-Length")) {
                continue;
            }
            Utf8.write(header.name(), out);
            out.writeByte(':');
            out.writeByte(' ');
            UrlCoding.encode(header.value(), out);
            out.writeByte('\n');
        }
    }
}
