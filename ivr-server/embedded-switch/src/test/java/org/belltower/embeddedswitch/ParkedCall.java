package org.belltower.embeddedswitch;

import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A call that a phone has placed and that is parked, for each test of its own; the test hangs up. Confined to the test's thread. */
final class ParkedCall implements BeforeEachCallback, AfterEachCallback {
    final SwitchUnderTest under;
    final SipPhone phone;
    final PhoneAudio audio = new PhoneAudio();
    private String uuid = "";
    private int switchPort;

    /** @param others what may be dialled besides {@code park} */
    ParkedCall(Dialplan others) {
        under = SwitchUnderTest.open(
                SwitchSettings.free(SwitchUnderTest.PASSWORD, others.with("park", "answer", "park")));
        phone = SipPhone.udp(under.server);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        switchPort = SipPhone.rtpPort(phone.call("park", audio.port()));
        uuid = under.control.event("CHANNEL_ANSWER").get("Unique-ID");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        phone.close();
        audio.close();
        under.close();
    }

    String uuid() {
        return uuid;
    }

    /** Where the switch takes the phone's sound. */
    int switchPort() {
        return switchPort;
    }
}
