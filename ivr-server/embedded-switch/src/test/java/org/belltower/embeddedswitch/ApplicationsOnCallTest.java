package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.belltower.audio.DtmfTone;
import org.belltower.audio.Wav;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What single applications do to a call that is up, and what the switch says of itself. */
class ApplicationsOnCallTest {
    @TempDir
    Path folder;

    @RegisterExtension
    final ParkedCall call = new ParkedCall(Dialplan.empty()
            .with("busy", "hangup USER_BUSY")
            .with("told", "set stands_at=${destination_number}", "park"));

    private void run(String application, String argument) {
        call.under.execute(call.uuid(), application, argument, application);
        call.under.control.completed(application);
    }

    private String variable(String name) {
        return call.under.control.api("uuid_getvar " + call.uuid() + " " + name);
    }

    private void hungUpBySwitch(String cause) {
        String bye = call.phone.expectRequest("BYE");
        assertThat(SipPhone.header(bye, "Reason")).contains(cause);
        call.phone.respond(bye, 200, "OK", Optional.empty());
    }

    private static int samples(Path wav) throws IOException {
        try (InputStream in = Files.newInputStream(wav)) {
            return Wav.read(in).length();
        }
    }

    @Test
    void recordEndsWithATerminatorAndTellsItsLength() throws IOException {
        Path file = folder.resolve("said.wav");
        run("set", "playback_terminators=#");
        call.under.execute(call.uuid(), "record", file + " 60", "record");
        assertThat(call.under.control.event("RECORD_START").get("Record-File-Path"))
                .isEqualTo(file.toString());
        call.audio.sayTone(call.switchPort(), DtmfTone.KEY_5);
        call.audio.sayKey(call.switchPort(), DtmfTone.KEY_4.eventCode());
        call.audio.sayKey(call.switchPort(), DtmfTone.POUND.eventCode());
        assertThat(call.under.control.event("RECORD_STOP").get("Record-File-Path"))
                .isEqualTo(file.toString());
        call.under.control.completed("record");
        int milliseconds = Integer.parseInt(variable("record_ms"));
        assertThat(milliseconds).isPositive();
        assertThat(samples(file)).isEqualTo(milliseconds * 8);
        assertThat(variable("playback_terminator_used")).isEqualTo("#");
        SwitchUnderTest.hangUp(call.phone);
    }

    @Test
    void recordEndsAtItsLimitToTheSample() throws IOException {
        Path file = folder.resolve("limit.wav");
        run("record", file + " 1");
        assertThat(variable("record_ms")).isEqualTo("1000");
        assertThat(variable("record_seconds")).isEqualTo("1");
        assertThat(samples(file)).isEqualTo(8000);
        SwitchUnderTest.hangUp(call.phone);
    }

    @Test
    void recordEndsAfterSilence() throws IOException {
        Path file = folder.resolve("silence.wav");
        run("record", file + " 60 200 1");
        assertThat(samples(file)).isEqualTo(8000);
        SwitchUnderTest.hangUp(call.phone);
    }

    @Test
    void recordWithoutAFileIsRefused() {
        call.under.execute(call.uuid(), "record", "", "record");
        assertThat(call.under.control.completed("record").get("Application-Response"))
                .startsWith("-ERR");
        SwitchUnderTest.hangUp(call.phone);
    }

    @Test
    void exportedVariablesGoToTheOtherLegAndNolocalOnesOnlyThere() {
        run("export", "sip_h_X-Job=7");
        run("export", "nolocal:sip_h_X-AAI=42");
        assertThat(variable("sip_h_X-Job")).isEqualTo("7");
        assertThat(variable("sip_h_X-AAI")).isEqualTo("_undef_");
        try (SipPhone callee = SipPhone.udp(call.under.server)) {
            call.under.execute(call.uuid(), "bridge", SwitchUnderTest.at(callee), "bridge");
            String invite = callee.expectRequest("INVITE");
            assertThat(SipPhone.header(invite, "X-Job")).isEqualTo("7");
            assertThat(SipPhone.header(invite, "X-AAI")).isEqualTo("42");
            callee.respond(invite, 486, "Busy Here", Optional.empty());
            callee.expectRequest("ACK");
        }
        hungUpBySwitch("cause=17");
    }

    @Test
    void unsetForgetsAVariable() {
        run("set", "colour=red");
        assertThat(variable("colour")).isEqualTo("red");
        run("unset", "colour");
        assertThat(variable("colour")).isEqualTo("_undef_");
        SwitchUnderTest.hangUp(call.phone);
    }

    @Test
    void flushDtmfForgetsKeysThatNobodyTook() {
        call.audio.sayKey(call.switchPort(), DtmfTone.KEY_1.eventCode());
        assertThat(call.under.control.event("DTMF").get("DTMF-Digit")).isEqualTo("1");
        run("flush_dtmf", "");
        call.under.execute(call.uuid(), "play_and_get_digits", "1 1 1 60000 # silence silence got [0-9]", "collecting");
        // A key that came before would be used up by the parked call.
        call.under.control.event(
                "begin of play_and_get_digits",
                frame -> frame.is("CHANNEL_EXECUTE") && frame.get("Application").equals("play_and_get_digits"));
        call.audio.sayKey(call.switchPort(), DtmfTone.KEY_2.eventCode());
        call.under.control.completed("collecting");
        assertThat(variable("got")).isEqualTo("2");
        SwitchUnderTest.hangUp(call.phone);
    }

    @Test
    void playbackEndsAtAKeyThatIsATerminator() {
        run("set", "playback_terminators=1234567890*");
        call.under.execute(call.uuid(), "playback", "silence_stream://-1", "endless");
        call.under.control.event("PLAYBACK_START");
        call.audio.sayKey(call.switchPort(), DtmfTone.POUND.eventCode());
        assertThat(call.under.control.event("DTMF").get("DTMF-Digit")).isEqualTo("#");
        call.audio.sayKey(call.switchPort(), DtmfTone.KEY_4.eventCode());
        assertThat(call.under.control.event("DTMF").get("DTMF-Digit")).isEqualTo("4");
        call.under.control.completed("endless");
        assertThat(variable("playback_terminator_used")).isEqualTo("4");
        SwitchUnderTest.hangUp(call.phone);
    }

    /** Whoever drives the call has heard of it by then, and wants the prompt all the same. */
    @Test
    void keyBeforeAPlaybackBeginsDoesNotEndIt() {
        run("set", "playback_terminators=any");
        call.under.execute(call.uuid(), "sleep", "60000", "asleep");
        call.audio.sayKey(call.switchPort(), DtmfTone.KEY_4.eventCode());
        assertThat(call.under.control.event("DTMF").get("DTMF-Digit")).isEqualTo("4");
        call.under.control.api("uuid_break " + call.uuid());
        call.under.control.completed("asleep");
        run("playback", "silence_stream://200");
        assertThat(variable("playback_terminator_used")).isEqualTo("_undef_");
        SwitchUnderTest.hangUp(call.phone);
    }

    @Test
    void breakEndsWhatRunsAround() {
        call.under.execute(call.uuid(), "playback", "silence_stream://-1", "endless");
        call.under.control.event("PLAYBACK_START");
        call.under.execute(call.uuid(), "break", "", "break");
        assertThat(call.under.control.event("PLAYBACK_STOP").get("Playback-Status"))
                .isEqualTo("break");
        call.under.control.completed("endless");
        SwitchUnderTest.hangUp(call.phone);
    }

    @Test
    void transferGoesToANumberOrToActionsGivenInline() {
        run("transfer", "set:colour=blue,park inline");
        Await.until("the inline actions to run", () -> variable("colour").equals("blue"));
        call.under.execute(call.uuid(), "transfer", "busy", "transfer");
        hungUpBySwitch("cause=17");
    }

    @Test
    void callThatIsSentOnStandsAtItsNewNumber() {
        call.under.execute(call.uuid(), "transfer", "told", "transfer");
        Await.until("the new number", () -> variable("stands_at").equals("told"));
        SwitchUnderTest.hangUp(call.phone);
    }

    @Test
    void transferToAnUnknownNumberEndsTheCall() {
        call.under.execute(call.uuid(), "transfer", "nowhere", "transfer");
        hungUpBySwitch("cause=3");
    }

    @Test
    void versionSaysWhatItIs() {
        assertThat(call.under.control.api("version")).startsWith("Belltower").endsWith("\n");
        SwitchUnderTest.hangUp(call.phone);
    }
}
