package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a document may have called without a trunk. */
class LineSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "sip:agent@example.com, sofia/internal/agent@example.com",
        "SIP:8001@127.0.0.1:5070, sofia/internal/8001@127.0.0.1:5070",
        "sip:8001@10.0.0.1;transport=tcp, sofia/internal/8001@10.0.0.1;transport=tcp"
    })
    void sipAddressIsDialled(String address, String dialString) {
        assertThat(LineSettings.direct().dialing().apply(URI.create(address))).contains(dialString);
    }

    @ParameterizedTest
    @CsvSource({
        "tel:+861088886666, sofia/gateway/carrier/+861088886666",
        "TEL:+86-10-8888.6666, sofia/gateway/carrier/+861088886666",
        "tel:(010)88886666;phone-context=+86, sofia/gateway/carrier/01088886666",
        "tel:*21%23, sofia/gateway/carrier/*21#",
        "sip:agent@example.com, sofia/internal/agent@example.com"
    })
    void telephoneNumberIsDialledThroughTheTrunk(String address, String dialString) {
        assertThat(LineSettings.direct()
                        .withTrunk("sofia/gateway/carrier/")
                        .dialing()
                        .apply(URI.create(address)))
                .contains(dialString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel:*21#",
                "tel:+86,10",
                "tel:88%7C99",
                "tel:88%0D%0A99",
                "tel:%5Ba=1%5D88",
                "tel:anonymous",
                "tel:+",
                "tel:-",
                "tel:8+8",
                "tel:;ext=1",
                "tel:012345678901234567890123456789012",
                "sip:a@b,sofia/internal/c@d",
                "mailto:a@b"
            })
    void whatIsNoNumberIsNotDialled(String address) {
        assertThat(LineSettings.direct()
                        .withTrunk("sofia/gateway/carrier/")
                        .dialing()
                        .apply(URI.create(address)))
                .isEmpty();
    }

    /** A comma would call a second party, a bar a third, brackets would set variables. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:a@b,sofia/internal/c@d",
                "sip:a@b%7Cerror/USER_BUSY",
                "sip:%5Bsip_h_X=1%5Da@b",
                "sip:%7Ba=1%7Da@b",
                "sip:$%7Bpin%7D@b",
                "sip:a@b%0D%0Ac",
                "sip:agent",
                "tel:+861088886666"
            })
    void anythingElseIsNot(String address) {
        assertThat(LineSettings.direct().dialing().apply(URI.create(address))).isEmpty();
    }

    @Test
    void registeredTelephoneIsCalledByItsName() {
        LineSettings agents = LineSettings.direct().withAgents("192.0.2.8");

        assertThat(agents.dialing().apply(URI.create("sip:1001@agents"))).contains("sofia/internal/1001%192.0.2.8");
        assertThat(agents.dialing().apply(URI.create("sip:anna@192.0.2.8"))).contains("sofia/internal/anna%192.0.2.8");
        assertThat(agents.dialing().apply(URI.create("sip:1001@192.0.2.8:5080")))
                .as("with a port it is an address")
                .contains("sofia/internal/1001@192.0.2.8:5080");
        assertThat(agents.dialing().apply(URI.create("sip:1001@192.0.2.9"))).contains("sofia/internal/1001@192.0.2.9");
    }
}
