package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.belltower.audio.DtmfTone;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys in both directions on a real call: {@code send_dtmf}, {@code uuid_send_dtmf}, {@code start_dtmf}, {@code stop_dtmf}. */
class KeysOnCallTest {
    private final SwitchUnderTest under = SwitchUnderTest.open(
            SwitchSettings.free(SwitchUnderTest.PASSWORD, Dialplan.empty().with("park", "answer", "park")));
    private final SipPhone phone = SipPhone.udp(under.server);
    private final PhoneAudio audio = new PhoneAudio();
    private String uuid = "";
    private int switchPort;

    @BeforeEach
    void call() {
        switchPort = SipPhone.rtpPort(phone.call("park", audio.port()));
        uuid = under.control.event("CHANNEL_ANSWER").get("Unique-ID");
    }

    @AfterEach
    void hangUp() {
        SwitchUnderTest.hangUp(phone);
        phone.close();
        audio.close();
        under.close();
    }

    private static PhoneAudio.Key key(DtmfTone tone, int milliseconds) {
        return new PhoneAudio.Key(tone.eventCode(), Duration.ofMillis(milliseconds));
    }

    @Test
    void sendDtmfPressesKeysForAQuarterOfASecondUnlessToldOtherwise() {
        under.execute(uuid, "send_dtmf", "5#@100+7", "keys");
        assertThat(audio.keys(3))
                .containsExactly(key(DtmfTone.KEY_5, 100), key(DtmfTone.POUND, 100), key(DtmfTone.KEY_7, 250));
        under.control.completed("keys");
    }

    @Test
    void uuidSendDtmfSaysWhatItSent() {
        assertThat(under.control.api("uuid_send_dtmf " + uuid + " 42@80"))
                .isEqualTo("+OK " + uuid + " sent DTMF 42@80.\n");
        assertThat(audio.keys(2)).containsExactly(key(DtmfTone.KEY_4, 80), key(DtmfTone.KEY_2, 80));
    }

    @Test
    void uuidSendDtmfSendsNothingThatIsNoKeyOrTooLong() {
        assertThat(under.control.api("uuid_send_dtmf " + uuid + " x")).isEqualTo("-ERR Operation failed\n");
        assertThat(under.control.api("uuid_send_dtmf " + uuid + " " + "1".repeat(100)))
                .isEqualTo("-ERR Operation failed\n");
        assertThat(under.control.api("uuid_send_dtmf nobody 1")).isEqualTo("-ERR Cannot locate session!\n");
        assertThat(under.control.api("uuid_send_dtmf " + uuid)).startsWith("-USAGE: ");
        assertThat(under.control.api("uuid_send_dtmf " + uuid + " 9")).startsWith("+OK ");
        assertThat(audio.keys(1)).containsExactly(key(DtmfTone.KEY_9, 250));
    }

    @Test
    void startDtmfHearsKeysInTheSoundUntilStopDtmf() {
        under.execute(uuid, "start_dtmf", "", "start");
        under.control.completed("start");
        Await.until("the key to be heard", () -> {
            audio.sayTone(switchPort, DtmfTone.KEY_5);
            return under.control.hasCome("DTMF");
        });
        ControlSocket.Frame heard = under.control.event("DTMF");
        assertThat(heard.get("DTMF-Digit")).isEqualTo("5");
        assertThat(heard.get("DTMF-Source")).isEqualTo("INBAND_AUDIO");
        under.execute(uuid, "stop_dtmf", "", "stop");
        under.control.completed("stop");
        audio.sayTone(switchPort, DtmfTone.KEY_6);
        audio.sayKey(switchPort, DtmfTone.KEY_7.eventCode());
        ControlSocket.Frame next = under.control.event(
                "another key than 5",
                frame -> frame.is("DTMF") && !frame.get("DTMF-Digit").equals("5"));
        assertThat(next.get("DTMF-Digit")).isEqualTo("7");
        assertThat(next.get("DTMF-Source")).isEqualTo("RTP");
    }

    @Test
    void keysBySoundAreNotLookedForWhereThePhoneSendsThemByRtp() {
        audio.sayTone(switchPort, DtmfTone.KEY_6);
        audio.sayKey(switchPort, DtmfTone.KEY_7.eventCode());
        assertThat(under.control.event("DTMF").get("DTMF-Digit")).isEqualTo("7");
    }

    @Test
    void keyByInfoComesOnceWithItsLength() {
        phone.request("INFO", Optional.of("Signal=3\r\nDuration=160\r\n"), "application/dtmf-relay");
        phone.expect(200, "INFO");
        assertThat(under.control.event("DTMF").get("DTMF-Duration")).isEqualTo("1280");
    }
}
