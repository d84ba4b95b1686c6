package org.belltower.embeddedswitch.sdp;

/**
 * The {@code o=} line: who made the description and which version it is. *Immutable.* Spec: RFC 8866 §5.2.
 *
 * <p>Session id and version are kept as text: peers send numbers beyond 64 bits.
 */
public record Origin(String user, String sessionId, String version, String address) {
    String line() {
        return user + " " + sessionId + " " + version + " IN " + ConnectionAddress.family(address) + " " + address;
    }
}
