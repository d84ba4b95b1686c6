package org.belltower.embeddedswitch.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds in a peer's description the audio line and codec to use. *Immutable.* Spec: RFC 3264 §6. */
final class OfferReader {
    /** What to use, or why nothing can be. */
    sealed interface Choice {}

    /** Nothing usable, and how to say so. */
    record Nothing(Negotiation why) implements Choice {}

    /** One codec of one line. The direction is the peer's. */
    record Chosen(
            int line,
            AudioCodec codec,
            int payloadType,
            OptionalInt telephoneEvent,
            InetSocketAddress rtp,
            InetSocketAddress rtcp,
            Direction direction)
            implements Choice {
        NegotiatedAudio negotiated(Direction ours) {
            return new NegotiatedAudio(rtp, rtcp, codec, payloadType, telephoneEvent, ours);
        }
    }

    Choice read(SessionDescription description, List<AudioCodec> codecs) {
        StringBuilder offered = new StringBuilder();
        boolean sawAudio = false;
        for (int i = 0; i < description.media().size(); i++) {
            MediaDescription line = description.media().get(i);
            if (!line.isUsableAudio()) {
                continue;
            }
            sawAudio = true;
            offered.append(offered.isEmpty() ? "" : ", ").append(String.join(" ", line.formats()));
            for (String format : line.formats()) {
                Optional<AudioCodec> codec = codec(line, format).filter(codecs::contains);
                if (codec.isPresent()) {
                    return chosen(description, i, codec.get(), Integer.parseInt(format));
                }
            }
        }
        return new Nothing(
                sawAudio
                        ? new Negotiation.NoCommonCodec(offered.toString())
                        : new Negotiation.Unusable("no audio line over RTP/AVP"));
    }

    private static Choice chosen(SessionDescription description, int index, AudioCodec codec, int payloadType) {
        MediaDescription line = description.media().get(index);
        Optional<ConnectionAddress> connection = line.connection().or(description::connection);
        if (connection.isEmpty()) {
            return new Nothing(new Negotiation.Unusable("no c= line for the audio"));
        }
        Optional<InetAddress> address = address(connection.get().address());
        if (address.isEmpty()) {
            return new Nothing(new Negotiation.Unusable(
                    "c= is no IP address: " + connection.get().address()));
        }
        InetSocketAddress rtp = new InetSocketAddress(address.get(), line.port());
        Direction direction = direction(description, line);
        if (connection.get().isHold()) {
            direction = direction.and(Direction.SENDONLY);
        }
        return new Chosen(index, codec, payloadType, telephoneEvent(line), rtp, rtcp(line, rtp), direction);
    }

    /** The line's direction, else the session's, else both ways. Spec: RFC 8866 §6.7. */
    static Direction direction(SessionDescription description, MediaDescription line) {
        return line.attributes().stream()
                .flatMap(a -> Direction.parse(a.name()).stream())
                .findFirst()
                .or(() -> description.attributes().stream()
                        .flatMap(a -> Direction.parse(a.name()).stream())
                        .findFirst())
                .orElse(Direction.SENDRECV);
    }

    private static Optional<AudioCodec> codec(MediaDescription line, String format) {
        OptionalInt payloadType = payloadType(format);
        if (payloadType.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> mapped = rtpmap(line, format);
        if (mapped.isEmpty()) {
            return AudioCodec.ofStaticPayloadType(payloadType.getAsInt());
        }
        String[] parts = mapped.get().split("/", -1);
        boolean oneChannelAt8k =
                parts.length >= 2 && parts[1].equals("8000") && (parts.length < 3 || parts[2].equals("1"));
        return oneChannelAt8k ? AudioCodec.named(parts[0]) : Optional.empty();
    }

    private static OptionalInt telephoneEvent(MediaDescription line) {
        for (String format : line.formats()) {
            Optional<String> mapped = rtpmap(line, format);
            if (mapped.isPresent() && mapped.get().toLowerCase(Locale.ROOT).startsWith("telephone-event/8000")) {
                return payloadType(format);
            }
        }
        return OptionalInt.empty();
    }

    private static Optional<String> rtpmap(MediaDescription line, String format) {
        return line.attributes().stream()
                .filter(a -> a.name().equals("rtpmap"))
                .map(a -> a.value().split(" +", 2))
                .filter(parts -> parts.length == 2 && parts[0].equals(format))
                .map(parts -> parts[1].strip())
                .findFirst();
    }

    private static InetSocketAddress rtcp(MediaDescription line, InetSocketAddress rtp) {
        int next = rtp.getPort() == 65535 ? 65535 : rtp.getPort() + 1;
        Optional<String[]> said = line.attribute("rtcp").map(a -> a.value().split(" +", -1));
        if (said.isEmpty() || !said.get()[0].matches("[0-9]{1,5}")) {
            return new InetSocketAddress(rtp.getAddress(), next);
        }
        int port = Integer.parseInt(said.get()[0]);
        InetAddress host = said.get().length == 4 ? address(said.get()[3]).orElse(rtp.getAddress()) : rtp.getAddress();
        return new InetSocketAddress(host, port > 0 && port <= 65535 ? port : next);
    }

    private static OptionalInt payloadType(String format) {
        if (!format.matches("[0-9]{1,3}") || Integer.parseInt(format) > 127) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(format));
    }

    /** Literals only: a description must not make this host ask a name server. */
    private static Optional<InetAddress> address(String literal) {
        boolean quad = literal.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
        boolean v6 = literal.matches("[0-9A-Fa-f:.]{2,45}") && literal.indexOf(':') >= 0;
        if (!quad && !v6) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException notALiteral) {
            return Optional.empty();
        }
    }
}
