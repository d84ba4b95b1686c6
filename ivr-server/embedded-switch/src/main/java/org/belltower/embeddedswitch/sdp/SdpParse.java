package org.belltower.embeddedswitch.sdp;

/** What became of bytes that should be SDP. *Immutable.* */
public sealed interface SdpParse {
    record Parsed(SessionDescription description) implements SdpParse {}

    /** Not SDP: 400 Bad Request. Lines count from 1. */
    record Malformed(int line, String reason) implements SdpParse {}
}
