package org.belltower.embeddedswitch.sdp;

import java.net.InetSocketAddress;
import java.util.OptionalInt;

/**
 * What offer and answer agreed on for the one audio stream. *Immutable.*
 *
 * @param remoteRtp where the peer wants RTP
 * @param remoteRtcp where the peer wants RTCP: its rtcp attribute, else the next port. Spec: RFC 3605 §2.1
 * @param codec the codec in both directions
 * @param payloadType the codec's number on the wire
 * @param telephoneEvent the number of telephone-event at 8,000 Hz, empty if keys go in-band
 * @param direction seen from here: whether this end sends and receives; an address of 0.0.0.0 is hold and does not
 *     receive
 */
public record NegotiatedAudio(
        InetSocketAddress remoteRtp,
        InetSocketAddress remoteRtcp,
        AudioCodec codec,
        int payloadType,
        OptionalInt telephoneEvent,
        Direction direction) {
    public NegotiatedAudio {
        checkPayloadType(payloadType);
        telephoneEvent.ifPresent(NegotiatedAudio::checkPayloadType);
    }

    private static void checkPayloadType(int payloadType) {
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("A payload type has 7 bits: " + payloadType);
        }
    }
}
