package org.belltower.embeddedswitch.sip;

import java.util.Locale;
import javax.sip.address.SipURI;

/**
 * Where a registered telephone said that it is. <em>Immutable.</em>
 *
 * @param transport {@code udp} or {@code tcp}
 */
public record RegisteredPhone(String user, String host, int port, String transport) {
    private static final int USUAL_PORT = 5060;

    static RegisteredPhone of(SipURI contact) {
        String transport = contact.getTransportParam();
        return new RegisteredPhone(
                contact.getUser() == null ? "" : contact.getUser(),
                contact.getHost(),
                contact.getPort() > 0 ? contact.getPort() : USUAL_PORT,
                transport != null && transport.toLowerCase(Locale.ROOT).equals("tcp") ? "tcp" : "udp");
    }
}
