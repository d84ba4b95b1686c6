package org.belltower.embeddedswitch.sip;

import java.util.Map;
import java.util.Optional;

/**
 * An INVITE as it came in.
 *
 * <p><em>Immutable.</em>
 *
 * @param requestUser the number dialled, from the request URI
 * @param headers {@code X-} headers, {@code Diversion} and {@code User-to-User} by name; several of one of the last two
 *     are joined by commas
 * @param sdp the offer; absent when the offer is to come from us
 */
public record IncomingCall(
        String callId,
        String transport,
        String networkIp,
        int networkPort,
        String fromUser,
        String fromHost,
        String fromDisplay,
        String toUser,
        String toHost,
        String requestUser,
        String requestHost,
        int requestPort,
        String contactUser,
        String contactHost,
        int contactPort,
        String userAgent,
        Map<String, String> headers,
        Optional<byte[]> sdp) {

    public IncomingCall {
        headers = Map.copyOf(headers);
    }
}
