package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.belltower.voicexml.ConnectionInfo;
import org.junit.jupiter.api.Test;

/** Spec: RFC 5806; VoiceXML 2.0 §5.1.4. */
class DiversionsTest {
    @Test
    void numberCalledFirstIsFirst() {
        assertThat(Diversions.parse("\"B\" <sip:2@example.com>;reason=user-busy;privacy=full;screen=yes,"
                        + " <tel:+861088>;reason=\"no-answer\""))
                .containsExactly(
                        new ConnectionInfo.Redirect(URI.create("tel:+861088"), "", "", "no reply"),
                        new ConnectionInfo.Redirect(URI.create("sip:2@example.com"), "full", "yes", "user busy"));
    }

    @Test
    void whatIsNoAddressIsLeftOut() {
        assertThat(Diversions.parse("")).isEmpty();
        assertThat(Diversions.parse("<not an address>;reason=unknown")).isEmpty();
        assertThat(Diversions.parse("<<<;reason")).isEmpty();
    }
}
