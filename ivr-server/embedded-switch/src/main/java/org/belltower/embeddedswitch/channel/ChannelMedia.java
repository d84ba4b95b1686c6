package org.belltower.embeddedswitch.channel;

import java.util.List;
import java.util.Optional;
import org.belltower.embeddedswitch.media.MediaStream;
import org.belltower.embeddedswitch.sdp.AudioCodec;
import org.belltower.embeddedswitch.sdp.Direction;
import org.belltower.embeddedswitch.sdp.NegotiatedAudio;
import org.belltower.embeddedswitch.sdp.Negotiation;
import org.belltower.embeddedswitch.sdp.OfferAnswer;
import org.belltower.embeddedswitch.sdp.SdpParse;
import org.belltower.embeddedswitch.sdp.SessionDescription;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.belltower.embeddedswitch.sip.Reoffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel's media: what was offered and agreed, and the stream that carries it.
 *
 * <p><em>Confined to the channel's thread.</em> The channel opens and closes the stream. What does not fit is a cause to
 * hang up with, never an exception. Spec: RFC 3264, RFC 3261 §13.2.1 (where offers and answers may stand).
 */
final class ChannelMedia {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelMedia.class);

    private final MediaStream stream;
    private final OfferAnswer exchange;
    private Optional<NegotiatedAudio> agreed = Optional.empty();
    private boolean running;
    private boolean offerOut;

    ChannelMedia(MediaStream stream, long sessionId) {
        this.stream = stream;
        this.exchange = new OfferAnswer(
                stream.localAddress(), stream.rtpPort(), List.of(AudioCodec.PCMA, AudioCodec.PCMU), sessionId);
    }

    MediaStream stream() {
        return stream;
    }

    Optional<NegotiatedAudio> agreed() {
        return agreed;
    }

    boolean running() {
        return running;
    }

    /** Takes the peer's offer and makes our answer. The cause is why it cannot be taken. */
    Optional<HangupCause> takeOffer(byte[] sdp) {
        return outcome(
                switch (SessionDescription.parse(sdp)) {
                    case SdpParse.Malformed bad -> new Negotiation.Unusable("line " + bad.line() + ": " + bad.reason());
                    case SdpParse.Parsed parsed -> exchange.answer(parsed.description());
                });
    }

    /** Takes the peer's answer to our offer. */
    Optional<HangupCause> takeAnswer(byte[] sdp) {
        offerOut = false;
        return outcome(
                switch (SessionDescription.parse(sdp)) {
                    case SdpParse.Malformed bad -> new Negotiation.Unusable("line " + bad.line() + ": " + bad.reason());
                    case SdpParse.Parsed parsed -> exchange.accept(parsed.description());
                });
    }

    private Optional<HangupCause> outcome(Negotiation negotiation) {
        return switch (negotiation) {
            case Negotiation.Agreed fit -> {
                agreed = Optional.of(fit.audio());
                if (running) {
                    stream.start(fit.audio());
                }
                yield Optional.empty();
            }
            case Negotiation.NoCommonCodec none -> {
                LOG.info("{}: no common codec, offered was {}", stream.name(), none.offered());
                yield Optional.of(HangupCause.INCOMPATIBLE_DESTINATION);
            }
            case Negotiation.Unusable unusable -> {
                LOG.info("{}: session description unusable: {}", stream.name(), unusable.reason());
                yield Optional.of(HangupCause.INCOMPATIBLE_DESTINATION);
            }
        };
    }

    /** Begins to send and receive, once there is an agreement. */
    void start() {
        if (!running && agreed.isPresent()) {
            running = true;
            stream.start(agreed.get());
        }
    }

    /** A new offer of ours. */
    byte[] offer() {
        offerOut = true;
        return exchange.offer(Direction.SENDRECV).bytes();
    }

    /** Whether an offer of ours waits for its answer. */
    boolean awaitsAnswer() {
        return offerOut;
    }

    /** The answer, or what was last said. */
    byte[] local() {
        return exchange.local().map(SessionDescription::bytes).orElseGet(this::offer);
    }

    /** Answers an offer within the dialog; the session stays as it was if it does not fit. */
    void reoffered(Optional<byte[]> sdp, Reoffer offer) {
        if (sdp.isEmpty()) {
            offer.accept(offer());
            return;
        }
        Optional<HangupCause> misfit = takeOffer(sdp.get());
        if (misfit.isPresent()) {
            offer.refuse(misfit.get().sipStatus());
        } else {
            offer.accept(local());
        }
    }

    /** Whether the peer has put us on hold. */
    boolean held() {
        return agreed.map(NegotiatedAudio::direction)
                .filter(direction -> !direction.sends() || !direction.receives())
                .isPresent();
    }
}
