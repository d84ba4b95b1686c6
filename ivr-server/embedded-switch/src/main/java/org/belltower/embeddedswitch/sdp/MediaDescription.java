package org.belltower.embeddedswitch.sdp;

import java.util.List;
import java.util.Optional;

/**
 * An {@code m=} line and what belongs to it. *Immutable.* Spec: RFC 8866 §5.14.
 *
 * @param port 0 is a rejected or closed stream
 */
public record MediaDescription(
        String media,
        int port,
        String protocol,
        List<String> formats,
        Optional<ConnectionAddress> connection,
        List<Attribute> attributes) {
    public MediaDescription {
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
    }

    /** Audio over plain RTP that is not rejected: what this switch can answer. */
    boolean isUsableAudio() {
        return media.equals("audio") && port != 0 && (protocol.equals("RTP/AVP") || protocol.equals("RTP/AVPF"));
    }

    /** The first attribute of that name. */
    public Optional<Attribute> attribute(String name) {
        return attributes.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    /** The same line, rejected: port 0, and nothing but the formats. Spec: RFC 3264 §6. */
    MediaDescription rejected() {
        return new MediaDescription(media, 0, protocol, formats, Optional.empty(), List.of());
    }
}
