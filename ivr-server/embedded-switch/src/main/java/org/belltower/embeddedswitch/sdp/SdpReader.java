package org.belltower.embeddedswitch.sdp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one description. *Confined to one thread.*
 *
 * <p>Lenient where phones are: lines may end in LF, unknown line types are skipped, text that is not UTF-8 is read as
 * Latin-1. Bounded: {@link #MAX_BYTES}, {@link #MAX_MEDIA} media lines, {@link #MAX_ATTRIBUTES} attributes in all.
 */
final class SdpReader {
    static final int MAX_BYTES = 32 * 1024;
    static final int MAX_MEDIA = 32;
    static final int MAX_ATTRIBUTES = 512;

    private final byte[] body;
    private final List<Attribute> sessionAttributes = new ArrayList<>();
    private final List<MediaDescription> media = new ArrayList<>();
    private List<Attribute> attributes = sessionAttributes;
    private int attributeCount;
    private Optional<Origin> origin = Optional.empty();
    private String sessionName = "-";
    private Optional<ConnectionAddress> connection = Optional.empty();

    SdpReader(byte[] body) {
        this.body = body;
    }

    SdpParse read() {
        if (body.length > MAX_BYTES) {
            return new SdpParse.Malformed(1, body.length + " bytes; at most " + MAX_BYTES + " are read");
        }
        String text = decode(body);
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String trimmed = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (trimmed.isEmpty()) {
                continue;
            }
            Optional<String> wrong = read(trimmed, number == 1);
            if (wrong.isPresent()) {
                return new SdpParse.Malformed(number, wrong.get());
            }
        }
        if (origin.isEmpty()) {
            return new SdpParse.Malformed(Math.max(1, number), "no o= line");
        }
        return new SdpParse.Parsed(
                new SessionDescription(origin.get(), sessionName, connection, sessionAttributes, media));
    }

    /** Reads a line; what is wrong with it, if anything. */
    private Optional<String> read(String line, boolean first) {
        if (line.length() < 2 || line.charAt(1) != '=') {
            return Optional.of("a line is one letter, '=' and a value");
        }
        String value = line.substring(2);
        char type = line.charAt(0);
        if (first && (type != 'v' || !value.strip().equals("0"))) {
            return Optional.of("a description begins with v=0");
        }
        return switch (type) {
            case 'o' -> origin(value);
            case 's' -> {
                sessionName = value.isBlank() ? "-" : value;
                yield Optional.empty();
            }
            case 'c' -> connection(value);
            case 'm' -> media(value);
            case 'a' -> attribute(value);
            default -> Optional.empty();
        };
    }

    private Optional<String> origin(String value) {
        String[] parts = value.strip().split(" +", -1);
        if (parts.length != 6 || !isNumber(parts[1]) || !isNumber(parts[2])) {
            return Optional.of("o= wants: user session-id version IN IP4|IP6 address");
        }
        origin = Optional.of(new Origin(parts[0], parts[1], parts[2], parts[5]));
        return Optional.empty();
    }

    private Optional<String> connection(String value) {
        String[] parts = value.strip().split(" +", -1);
        if (parts.length != 3 || !parts[0].equals("IN") || !(parts[1].equals("IP4") || parts[1].equals("IP6"))) {
            return Optional.of("c= wants: IN IP4|IP6 address");
        }
        // A multicast address carries /ttl; a phone's does not.
        ConnectionAddress address = new ConnectionAddress(parts[2].split("/", 2)[0]);
        if (media.isEmpty()) {
            connection = Optional.of(address);
        } else {
            MediaDescription last = media.removeLast();
            media.add(new MediaDescription(
                    last.media(),
                    last.port(),
                    last.protocol(),
                    last.formats(),
                    Optional.of(address),
                    last.attributes()));
        }
        return Optional.empty();
    }

    private Optional<String> media(String value) {
        String[] parts = value.strip().split(" +", -1);
        if (media.size() == MAX_MEDIA) {
            return Optional.of("more than " + MAX_MEDIA + " media lines");
        }
        if (parts.length < 4) {
            return Optional.of("m= wants: media port protocol format …");
        }
        String port = parts[1].split("/", 2)[0];
        if (!isNumber(port) || port.length() > 5 || Integer.parseInt(port) > 65535) {
            return Optional.of("m= has a port from 0 to 65535");
        }
        media.add(new MediaDescription(
                parts[0],
                Integer.parseInt(port),
                parts[2],
                List.of(parts).subList(3, parts.length),
                Optional.empty(),
                List.of()));
        return Optional.empty();
    }

    private Optional<String> attribute(String value) {
        if (++attributeCount > MAX_ATTRIBUTES) {
            return Optional.of("more than " + MAX_ATTRIBUTES + " attributes");
        }
        int colon = value.indexOf(':');
        Attribute attribute = colon < 0
                ? Attribute.flag(value.strip())
                : new Attribute(
                        value.substring(0, colon).strip(),
                        value.substring(colon + 1).strip());
        if (media.isEmpty()) {
            attributes.add(attribute);
        } else {
            MediaDescription last = media.removeLast();
            List<Attribute> more = new ArrayList<>(last.attributes());
            more.add(attribute);
            media.add(new MediaDescription(
                    last.media(), last.port(), last.protocol(), last.formats(), last.connection(), more));
        }
        return Optional.empty();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
