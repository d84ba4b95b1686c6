package org.belltower.embeddedswitch.sdp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A session description. *Immutable.* Spec: RFC 8866 §5 (and RFC 4566, whose descriptions it reads). */
public record SessionDescription(
        Origin origin,
        String sessionName,
        Optional<ConnectionAddress> connection,
        List<Attribute> attributes,
        List<MediaDescription> media) {
    /** The content type of a description in SIP. */
    public static final String CONTENT_TYPE = "application/sdp";

    public SessionDescription {
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
    }

    /** Reads a body. Never throws: what is not SDP comes back as {@link SdpParse.Malformed}. */
    public static SdpParse parse(byte[] body) {
        return new SdpReader(body).read();
    }

    /** The description as it goes on the wire, lines ended by CRLF. */
    public String text() {
        StringBuilder out = new StringBuilder(256);
        line(out, 'v', "0");
        line(out, 'o', origin.line());
        line(out, 's', sessionName);
        connection.ifPresent(c -> line(out, 'c', c.line()));
        line(out, 't', "0 0");
        attributes.forEach(a -> line(out, 'a', a.line()));
        for (MediaDescription m : media) {
            line(out, 'm', m.media() + " " + m.port() + " " + m.protocol() + " " + String.join(" ", m.formats()));
            m.connection().ifPresent(c -> line(out, 'c', c.line()));
            m.attributes().forEach(a -> line(out, 'a', a.line()));
        }
        return out.toString();
    }

    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder out, char type, String value) {
        out.append(type).append('=').append(value).append("\r\n");
    }
}
