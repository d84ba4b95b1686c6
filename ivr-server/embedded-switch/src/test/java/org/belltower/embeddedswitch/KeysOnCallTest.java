package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.belltower.audio.DtmfTone;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys in both directions on a real call: {@code send_dtmf}, {@code uuid_send_dtmf}, {@code start_dtmf}, {@code stop_dtmf}. */
class KeysOnCallTest {
    @RegisterExtension
    final ParkedCall call = new ParkedCall(Dialplan.empty());

    @AfterEach
    void hangUp() {
        SwitchUnderTest.hangUp(call.phone);
    }

    private static PhoneAudio.Key key(DtmfTone tone, int milliseconds) {
        return new PhoneAudio.Key(tone.eventCode(), Duration.ofMillis(milliseconds));
    }

    @Test
    void sendDtmfPressesKeysForAQuarterOfASecondUnlessToldOtherwise() {
        call.under.execute(call.uuid(), "send_dtmf", "5#@100+7", "keys");
        assertThat(call.audio.keys(3))
                .containsExactly(key(DtmfTone.KEY_5, 100), key(DtmfTone.POUND, 100), key(DtmfTone.KEY_7, 250));
        call.under.control.completed("keys");
    }

    @Test
    void uuidSendDtmfSaysWhatItSent() {
        assertThat(call.under.control.api("uuid_send_dtmf " + call.uuid() + " 42@80"))
                .isEqualTo("+OK " + call.uuid() + " sent DTMF 42@80.\n");
        assertThat(call.audio.keys(2)).containsExactly(key(DtmfTone.KEY_4, 80), key(DtmfTone.KEY_2, 80));
    }

    @Test
    void uuidSendDtmfSendsNothingThatIsNoKeyOrTooLong() {
        assertThat(call.under.control.api("uuid_send_dtmf " + call.uuid() + " x"))
                .isEqualTo("-ERR Operation failed\n");
        assertThat(call.under.control.api("uuid_send_dtmf " + call.uuid() + " " + "1".repeat(100)))
                .isEqualTo("-ERR Operation failed\n");
        assertThat(call.under.control.api("uuid_send_dtmf nobody 1")).isEqualTo("-ERR Cannot locate session!\n");
        assertThat(call.under.control.api("uuid_send_dtmf " + call.uuid())).startsWith("-USAGE: ");
        assertThat(call.under.control.api("uuid_send_dtmf " + call.uuid() + " 9"))
                .startsWith("+OK ");
        assertThat(call.audio.keys(1)).containsExactly(key(DtmfTone.KEY_9, 250));
    }

    @Test
    void startDtmfHearsKeysInTheSoundUntilStopDtmf() {
        call.under.execute(call.uuid(), "start_dtmf", "", "start");
        call.under.control.completed("start");
        Await.until("the key to be heard", () -> {
            call.audio.sayTone(call.switchPort(), DtmfTone.KEY_5);
            return call.under.control.hasCome("DTMF");
        });
        ControlSocket.Frame heard = call.under.control.event("DTMF");
        assertThat(heard.get("DTMF-Digit")).isEqualTo("5");
        assertThat(heard.get("DTMF-Source")).isEqualTo("INBAND_AUDIO");
        call.under.execute(call.uuid(), "stop_dtmf", "", "stop");
        call.under.control.completed("stop");
        call.audio.sayTone(call.switchPort(), DtmfTone.KEY_6);
        call.audio.sayKey(call.switchPort(), DtmfTone.KEY_7.eventCode());
        ControlSocket.Frame next = call.under.control.event(
                "another key than 5",
                frame -> frame.is("DTMF") && !frame.get("DTMF-Digit").equals("5"));
        assertThat(next.get("DTMF-Digit")).isEqualTo("7");
        assertThat(next.get("DTMF-Source")).isEqualTo("RTP");
    }

    @Test
    void keysBySoundAreNotLookedForWhereThePhoneSendsThemByRtp() {
        call.audio.sayTone(call.switchPort(), DtmfTone.KEY_6);
        call.audio.sayKey(call.switchPort(), DtmfTone.KEY_7.eventCode());
        assertThat(call.under.control.event("DTMF").get("DTMF-Digit")).isEqualTo("7");
    }

    @Test
    void keyByInfoComesOnceWithItsLength() {
        call.phone.request("INFO", Optional.of("Signal=3\r\nDuration=160\r\n"), "application/dtmf-relay");
        call.phone.expect(200, "INFO");
        assertThat(call.under.control.event("DTMF").get("DTMF-Duration")).isEqualTo("1280");
    }
}
