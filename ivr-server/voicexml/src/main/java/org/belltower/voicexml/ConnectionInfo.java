package org.belltower.voicexml;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Who is connected to whom. Immutable. Spec: VoiceXML 2.0 §5.1.4.
 *
 * @param local the address that was called, such as {@code tel:88001} or {@code sip:88001@host}
 * @param remote the caller's address
 * @param protocolName such as {@code sip}
 * @param protocolVersion such as {@code 2.0}
 * @param originator who began the call
 * @param aai application-to-application information that came with the call, empty text where there was none
 * @param redirects how the call came to be here where it was diverted, the number called first at the beginning; empty where
 *     it was not, or where the network does not say
 * @param variables what else the line knows, as further properties of {@code session.connection.belltower}
 */
public record ConnectionInfo(
        URI local,
        URI remote,
        String protocolName,
        String protocolVersion,
        Originator originator,
        String aai,
        List<Redirect> redirects,
        Map<String, String> variables) {
    public ConnectionInfo {
        redirects = List.copyOf(redirects);
        variables = Map.copyOf(variables);
    }

    /** One diversion of a call. Immutable. Spec: VoiceXML 2.0 §5.1.4, {@code session.connection.redirect}; RFC 5806. */
    public record Redirect(URI uri, String presentation, String screening, String reason) {}

    /** Which end began the call; {@code session.connection.originator} then is that end's object. */
    public enum Originator {
        LOCAL,
        REMOTE
    }
}
