package org.belltower.embeddedswitch.sdp;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call's side of offer and answer: makes offers, answers offers, accepts answers, and counts the version of the own
 * description. *Confined to the call's thread.* Nothing to close.
 *
 * <p>Early offer: {@link #answer} the INVITE's body. Late offer: put {@link #offer} into the 200 and {@link #accept}
 * the ACK's body. Hold from here: {@link #offer} with {@link Direction#SENDONLY}.
 *
 * <p>Spec: RFC 3264, RFC 8866, RFC 4733 §2.4, RFC 3605.
 */
public final class OfferAnswer {
    /** Payload type that this end proposes for telephone-event; FreeSWITCH's choice too. */
    public static final int TELEPHONE_EVENT = 101;

    private final InetAddress address;
    private final int rtpPort;
    private final List<AudioCodec> codecs;
    private final long sessionId;
    private final OfferReader offers = new OfferReader();
    private long version;
    private Optional<SessionDescription> local = Optional.empty();

    /**
     * @param address where this end receives; written literally into the description
     * @param rtpPort the stream's RTP port; RTCP is the next one
     * @param codecs what this end speaks, best first
     * @param sessionId any number that is this call's own, for instance its start in seconds
     */
    public OfferAnswer(InetAddress address, int rtpPort, List<AudioCodec> codecs, long sessionId) {
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("At least one codec");
        }
        this.address = address;
        this.rtpPort = rtpPort;
        this.codecs = List.copyOf(codecs);
        this.sessionId = sessionId;
        this.version = sessionId;
    }

    /** The description last sent, if any: what a re-INVITE without a change repeats. */
    public Optional<SessionDescription> local() {
        return local;
    }

    /** A new offer with all codecs and telephone-event. */
    public SessionDescription offer(Direction direction) {
        List<String> formats = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        for (AudioCodec codec : codecs) {
            formats.add(String.valueOf(codec.payloadType()));
            attributes.add(rtpmap(codec.payloadType(), codec.name()));
        }
        formats.add(String.valueOf(TELEPHONE_EVENT));
        attributes.addAll(telephoneEvent(TELEPHONE_EVENT));
        return remember(List.of(audioLine("RTP/AVP", formats, attributes, direction)));
    }

    /** Answers a peer's offer, with this end willing to send and receive. */
    public Negotiation answer(SessionDescription offer) {
        return answer(offer, Direction.SENDRECV);
    }

    /**
     * Answers a peer's offer.
     *
     * @param wish what this end would do if the peer let it
     */
    public Negotiation answer(SessionDescription offer, Direction wish) {
        return switch (offers.read(offer, codecs)) {
            case OfferReader.Nothing(Negotiation why) -> why;
            case OfferReader.Chosen chosen when outOfReach(chosen) -> unreachable(chosen);
            case OfferReader.Chosen chosen -> {
                Direction direction = chosen.direction().mirrored().and(wish);
                List<String> formats = new ArrayList<>(List.of(String.valueOf(chosen.payloadType())));
                List<Attribute> attributes = new ArrayList<>(
                        List.of(rtpmap(chosen.payloadType(), chosen.codec().name())));
                chosen.telephoneEvent().ifPresent(type -> {
                    formats.add(String.valueOf(type));
                    attributes.addAll(telephoneEvent(type));
                });
                MediaDescription chosenLine = offer.media().get(chosen.line());
                MediaDescription answer = audioLine(chosenLine.protocol(), formats, attributes, direction);
                List<MediaDescription> lines = new ArrayList<>();
                for (int i = 0; i < offer.media().size(); i++) {
                    lines.add(i == chosen.line() ? answer : offer.media().get(i).rejected());
                }
                yield new Negotiation.Agreed(remember(lines), chosen.negotiated(direction));
            }
        };
    }

    /** Takes the peer's answer to the last {@link #offer}. */
    public Negotiation accept(SessionDescription answer) {
        SessionDescription offered =
                local.orElseThrow(() -> new IllegalStateException("An answer came, but no offer was made"));
        return switch (offers.read(answer, codecs)) {
            case OfferReader.Nothing(Negotiation why) -> why;
            case OfferReader.Chosen chosen when outOfReach(chosen) -> unreachable(chosen);
            case OfferReader.Chosen chosen -> {
                Direction ours = OfferReader.direction(offered, offered.media().getFirst());
                yield new Negotiation.Agreed(
                        offered, chosen.negotiated(chosen.direction().mirrored().and(ours)));
            }
        };
    }

    /** Whether media would have to go from IPv4 to IPv6 or back. One who is on hold receives none. */
    private boolean outOfReach(OfferReader.Chosen chosen) {
        InetAddress peer = chosen.rtp().getAddress();
        return !peer.isAnyLocalAddress() && peer.getAddress().length != address.getAddress().length;
    }

    private Negotiation unreachable(OfferReader.Chosen chosen) {
        return new Negotiation.Unusable("media at " + chosen.rtp().getAddress().getHostAddress()
                + ", which cannot be reached from " + address.getHostAddress());
    }

    private SessionDescription remember(List<MediaDescription> lines) {
        String host = address.getHostAddress();
        SessionDescription next = new SessionDescription(
                new Origin("belltower", String.valueOf(sessionId), String.valueOf(version), host),
                "belltower",
                Optional.of(new ConnectionAddress(host)),
                List.of(),
                lines);
        if (local.isPresent() && !local.get().equals(next)) {
            // The version goes up when the description changes, and only then. Spec: RFC 3264 §8.
            version++;
            next = new SessionDescription(
                    new Origin("belltower", String.valueOf(sessionId), String.valueOf(version), host),
                    next.sessionName(),
                    next.connection(),
                    next.attributes(),
                    next.media());
        }
        local = Optional.of(next);
        return next;
    }

    private MediaDescription audioLine(
            String protocol, List<String> formats, List<Attribute> attributes, Direction direction) {
        List<Attribute> all = new ArrayList<>(attributes);
        all.add(new Attribute("ptime", "20"));
        all.add(new Attribute(
                "rtcp",
                (rtpPort + 1) + " IN " + ConnectionAddress.family(address.getHostAddress()) + " "
                        + address.getHostAddress()));
        all.add(Attribute.flag(direction.attribute()));
        return new MediaDescription("audio", rtpPort, protocol, formats, Optional.empty(), all);
    }

    private static Attribute rtpmap(int payloadType, String name) {
        return new Attribute("rtpmap", payloadType + " " + name + "/8000");
    }

    private static List<Attribute> telephoneEvent(int payloadType) {
        return List.of(rtpmap(payloadType, "telephone-event"), new Attribute("fmtp", payloadType + " 0-15"));
    }
}
