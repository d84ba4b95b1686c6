package org.belltower.embeddedswitch.sdp;

import java.util.Optional;
import org.belltower.audio.G711;

/** A codec of the line, with its static payload type and clock of 8,000 Hz. *Immutable.* Spec: RFC 3551 §6 table 4. */
public enum AudioCodec {
    PCMA(8, G711.ALAW),
    PCMU(0, G711.ULAW);

    private final int payloadType;
    private final G711 law;

    AudioCodec(int payloadType, G711 law) {
        this.payloadType = payloadType;
        this.law = law;
    }

    /** The static payload type; a peer may map a dynamic one to the same name. */
    public int payloadType() {
        return payloadType;
    }

    public G711 law() {
        return law;
    }

    /** The codec with that encoding name, any case; empty for what is not spoken here. */
    public static Optional<AudioCodec> named(String encodingName) {
        for (AudioCodec codec : values()) {
            if (codec.name().equalsIgnoreCase(encodingName)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    static Optional<AudioCodec> ofStaticPayloadType(int payloadType) {
        for (AudioCodec codec : values()) {
            if (codec.payloadType == payloadType) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }
}
