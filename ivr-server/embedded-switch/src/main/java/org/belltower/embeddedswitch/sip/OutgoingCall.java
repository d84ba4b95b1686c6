package org.belltower.embeddedswitch.sip;

import java.util.Map;

/**
 * An INVITE to be sent.
 *
 * <p><em>Immutable.</em>
 *
 * @param transport {@code udp} or {@code tcp}
 * @param headers further headers, by name
 */
public record OutgoingCall(
        String user,
        String host,
        int port,
        String transport,
        String callerName,
        String callerNumber,
        Map<String, String> headers) {

    public OutgoingCall {
        headers = Map.copyOf(headers);
    }
}
