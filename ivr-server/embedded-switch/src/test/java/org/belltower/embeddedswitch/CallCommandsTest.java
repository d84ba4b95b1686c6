package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What API commands do to a call: {@code uuid_answer}, {@code uuid_broadcast}, {@code uuid_record}. */
class CallCommandsTest {
    @TempDir
    Path folder;

    private final SwitchUnderTest under = SwitchUnderTest.open(SwitchSettings.free(
            SwitchUnderTest.PASSWORD,
            Dialplan.empty()
                    .with("park", "answer", "park")
                    .with("ring", "ring_ready", "park")
                    .with("early", "pre_answer", "playback silence_stream://-1")));
    private final SipPhone phone = SipPhone.udp(under.server);
    private final SipPhone other = SipPhone.udp(under.server);

    @AfterEach
    void nothingIsLeft() {
        phone.close();
        other.close();
        under.close();
    }

    private ControlSocket.Frame executed(String application) {
        return under.control.event(
                application,
                frame -> frame.is("CHANNEL_EXECUTE") && frame.get("Application").equals(application));
    }

    @Test
    void uuidAnswerAnswersWhateverRuns() {
        phone.invite("early", 40000);
        phone.expect(183, "INVITE");
        String uuid = under.nextCall();
        under.control.event("PLAYBACK_START");
        assertThat(under.control.api("uuid_answer " + uuid)).isEqualTo("+OK\n");
        assertThat(under.control.event("CHANNEL_ANSWER").get("Answer-State")).isEqualTo("answered");
        phone.expect(200, "INVITE");
        phone.ack(Optional.empty());
        assertThat(under.control.api("uuid_answer " + uuid)).isEqualTo("+OK\n");
        SwitchUnderTest.hangUp(phone);
        under.control.event("CHANNEL_DESTROY");
        assertThat(under.control.api("uuid_answer " + uuid)).isEqualTo("-ERROR\n");
        assertThat(under.control.api("uuid_answer")).isEqualTo("-ERROR\n");
    }

    @Test
    void uuidBroadcastPlaysOrRunsOnEitherLegOrBoth() {
        String first = under.call(phone, "park", 40000);
        String second = under.call(other, "park", 40002);
        under.control.api("uuid_bridge " + first + " " + second);
        under.control.event("CHANNEL_BRIDGE");
        assertThat(under.control.api("uuid_broadcast " + first + " silence_stream://20"))
                .isEqualTo("+OK Message sent\n");
        ControlSocket.Frame started = under.control.event("PLAYBACK_START");
        assertThat(started.get("Unique-ID")).isEqualTo(first);
        assertThat(started.get("Playback-File-Path")).isEqualTo("silence_stream://20");
        under.control.event("PLAYBACK_STOP");
        under.control.api("uuid_broadcast " + first + " set::a=b bleg");
        assertThat(executed("set").get("Unique-ID")).isEqualTo(second);
        Await.until(
                "the variable of the other leg",
                () -> under.control.api("uuid_getvar " + second + " a").equals("b"));
        assertThat(under.control.api("uuid_getvar " + first + " a")).isEqualTo("_undef_");
        under.control.api("uuid_broadcast " + first + " set::c=d both");
        for (String uuid : new String[] {first, second}) {
            Await.until(
                    "the variable of both legs",
                    () -> under.control.api("uuid_getvar " + uuid + " c").equals("d"));
        }
        SwitchUnderTest.hangUp(phone);
        other.respond(other.expectRequest("BYE"), 200, "OK", Optional.empty());
    }

    @Test
    void uuidBroadcastHangsUpAfterwardsWhereItIsTold() {
        String uuid = under.call(phone, "park", 40000);
        under.control.api("uuid_broadcast " + uuid + " playback!user_busy::silence_stream://20");
        under.control.event("PLAYBACK_STOP");
        String bye = phone.expectRequest("BYE");
        assertThat(SipPhone.header(bye, "Reason")).contains("cause=17");
        phone.respond(bye, 200, "OK", Optional.empty());
    }

    @Test
    void uuidBroadcastToNobodyIsAnInvalidUuid() {
        assertThat(under.control.api("uuid_broadcast nobody silence_stream://20"))
                .isEqualTo("-ERR invalid uuid\n");
        assertThat(under.control.api("uuid_broadcast nobody")).startsWith("-USAGE: ");
    }

    @Test
    void uuidRecordStartsPausesAndStopsAFile() throws IOException {
        String uuid = under.call(phone, "park", 40000);
        Path file = folder.resolve("call.wav");
        String record = "uuid_record " + uuid + " ";
        assertThat(under.control.api(record + "start " + file)).isEqualTo("+OK Success\n");
        assertThat(under.control.event("RECORD_START").get("Record-File-Path")).isEqualTo(file.toString());
        assertThat(under.control.api(record + "START " + file)).isEqualTo("+OK Success\n");
        assertThat(under.control.api(record + "pause " + file)).isEqualTo("+OK Success\n");
        assertThat(under.control.api(record + "resume " + file)).isEqualTo("+OK Success\n");
        assertThat(under.control.api(record + "mask " + file)).isEqualTo("+OK Success\n");
        assertThat(under.control.api(record + "unmask " + file)).isEqualTo("+OK Success\n");
        assertThat(under.control.api(record + "stop " + file)).isEqualTo("+OK Success\n");
        ControlSocket.Frame stopped = under.control.event("RECORD_STOP");
        assertThat(stopped.get("Record-File-Path")).isEqualTo(file.toString());
        assertThat(stopped.get("Record-Completion-Cause")).isEqualTo("success");
        assertThat(Files.size(file)).isGreaterThanOrEqualTo(44);
        SwitchUnderTest.hangUp(phone);
    }

    @Test
    void uuidRecordEndsAtItsLimit() {
        String uuid = under.call(phone, "park", 40000);
        assertThat(under.control.api("uuid_record " + uuid + " start " + folder.resolve("short.wav") + " 1"))
                .isEqualTo("+OK Success\n");
        assertThat(under.control.event("RECORD_STOP").get("Record-Completion-Cause"))
                .isEqualTo("success-maxtime");
        SwitchUnderTest.hangUp(phone);
    }

    @Test
    void uuidRecordSaysWhatItCannot() {
        String uuid = under.call(phone, "park", 40000);
        String record = "uuid_record " + uuid + " ";
        assertThat(under.control.api(record + "stop /nowhere.wav")).isEqualTo("-ERR Cannot stop record session!\n");
        assertThat(under.control.api(record + "pause /nowhere.wav"))
                .isEqualTo("-ERR Cannot pause recording session!\n");
        assertThat(under.control.api(record + "erase /nowhere.wav")).startsWith("-USAGE: ");
        assertThat(under.control.api("uuid_record nobody start /nowhere.wav"))
                .isEqualTo("-ERR Cannot locate session!\n");
        SwitchUnderTest.hangUp(phone);
    }
}
