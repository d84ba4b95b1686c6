package org.belltower.eventsocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Events as one flat JSON object, the body under {@code _body}; a header of several values is an array of strings.
 *
 * <p><em>Thread-safe.</em> Inside, and in the plain format, several values are one text {@code ARRAY::a|:b}.
 * Spec: FreeSWITCH switch_event_serialize_json.
 */
final class JsonEvents {
    private static final String BODY = "_body";
    private static final String ARRAY = "ARRAY::";
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private JsonEvents() {}

    /** The event in the body; empty where it is no such object. */
    static Optional<Event> read(ByteBuf in) {
        EventHeaders.Builder headers = EventHeaders.builder();
        String body = "";
        InputStream stream = new ByteBufInputStream(in);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), stream)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_OBJECT) {
                    parser.skipChildren();
                } else if (token == JsonToken.START_ARRAY) {
                    add(headers, name, array(parser));
                } else if (name.equals(BODY)) {
                    body = parser.getString();
                } else if (!name.equals("Content-Length") && token != JsonToken.VALUE_NULL) {
                    add(headers, name, parser.getString());
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                return Optional.empty();
            }
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return Event.from(headers.build(), body);
    }

    private static void add(EventHeaders.Builder headers, String name, String value) {
        if (name.indexOf(':') < 0 && name.indexOf('\n') < 0 && name.indexOf('\r') < 0) {
            headers.add(name, value);
        }
    }

    private static String array(JsonParser parser) {
        List<String> values = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.END_ARRAY) {
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else {
                values.add(parser.getString());
            }
            token = parser.nextToken();
        }
        return ARRAY + String.join("|:", values);
    }

    static void write(Event event, ByteBuf out) {
        OutputStream stream = new ByteBufOutputStream(out);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), stream)) {
            json.writeStartObject();
            for (EventHeaders.Header header : event.headers()) {
                if (header.name().equalsIgnoreCase("Content-Length")) {
                    continue;
                }
                json.writeName(header.name());
                value(json, header.value());
            }
            if (!event.body().isEmpty()) {
                json.writeStringProperty("Content-Length", Integer.toString(Utf8.length(event.body())));
                json.writeStringProperty(BODY, event.body());
            }
            json.writeEndObject();
        }
    }

    private static void value(JsonGenerator json, String value) {
        if (!value.startsWith(ARRAY)) {
            json.writeString(value);
            return;
        }
        json.writeStartArray();
        for (String one : value.substring(ARRAY.length()).split("\\|:", -1)) {
            json.writeString(one);
        }
        json.writeEndArray();
    }
}
