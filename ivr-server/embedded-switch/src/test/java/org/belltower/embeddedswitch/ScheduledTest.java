package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is to happen to a call later: {@code sched_transfer}, {@code sched_hangup}, {@code sched_cancel}, {@code sched_del}. */
class ScheduledTest {
    private final SwitchUnderTest under = SwitchUnderTest.open(SwitchSettings.free(
            SwitchUnderTest.PASSWORD,
            Dialplan.empty()
                    .with("park", "answer", "park")
                    .with("guarded", "answer", "sched_transfer +0 way-out XML " + Dialplan.INNER, "park")
                    .with("timed", "answer", "sched_hangup +0 USER_BUSY", "park")
                    .withInner("way-out", "set way=out", "hangup CALL_REJECTED")));
    private final SipPhone phone = SipPhone.udp(under.server);

    @AfterEach
    void nothingIsLeft() {
        phone.close();
        under.close();
    }

    private void isHungUpWith(int cause) {
        String bye = phone.expectRequest("BYE");
        assertThat(SipPhone.header(bye, "Reason")).contains("cause=" + cause);
        phone.respond(bye, 200, "OK", Optional.empty());
    }

    @Test
    void guardedCallThatNobodyTakesGoesToAPlaceThatCannotBeDialled() {
        under.call(phone, "guarded", 40000);
        isHungUpWith(21);
        assertThat(under.control.event("CHANNEL_HANGUP").get("variable_way")).isEqualTo("out");
        try (SipPhone dialler = SipPhone.udp(under.server)) {
            dialler.invite("way-out", 40000);
            dialler.expect(404, "INVITE");
            dialler.ack(Optional.empty());
        }
    }

    @Test
    void callIsHungUpAtItsTime() {
        under.call(phone, "timed", 40000);
        isHungUpWith(17);
    }

    @Test
    void whatIsCancelledDoesNotHappen() {
        String uuid = under.call(phone, "park", 40000);
        assertThat(under.control.api("sched_transfer +3600 " + uuid + " way-out XML " + Dialplan.INNER))
                .matches("\\+OK Added: [0-9]+\n");
        assertThat(under.control.api("sched_hangup +3600 " + uuid)).matches("\\+OK Added: [0-9]+\n");
        assertThat(under.control.api("sched_del " + uuid)).isEqualTo("+OK Deleted: 2\n");
        under.execute(uuid, "sched_transfer", "+3600 park", "guard");
        under.control.completed("guard");
        under.execute(uuid, "sched_cancel", "", "cancelled");
        under.control.completed("cancelled");
        assertThat(under.control.api("sched_del " + uuid)).isEqualTo("+OK Deleted: 0\n");
        SwitchUnderTest.hangUp(phone);
    }

    @Test
    void oneTaskIsCancelledByItsNumber() {
        String uuid = under.call(phone, "park", 40000);
        String added = under.control.api("sched_hangup +3600 " + uuid);
        String number = added.replaceAll("[^0-9]", "");
        assertThat(under.control.api("uuid_getvar " + uuid + " last_sched_id")).isEqualTo(number);
        assertThat(under.control.api("sched_del " + number)).isEqualTo("+OK Deleted: 1\n");
        SwitchUnderTest.hangUp(phone);
    }

    @Test
    void whatIsScheduledEndsWithItsCall() {
        String uuid = under.call(phone, "park", 40000);
        under.control.api("sched_transfer +3600 " + uuid + " park");
        SwitchUnderTest.hangUp(phone);
        under.control.event("CHANNEL_DESTROY");
        assertThat(under.control.api("sched_del " + uuid)).isEqualTo("+OK Deleted: 0\n");
    }

    @Test
    void wrongUseIsSaid() {
        assertThat(under.control.api("sched_transfer +1 nobody park")).isEqualTo("-ERR No such channel!\n");
        assertThat(under.control.api("sched_transfer soon")).startsWith("-USAGE: ");
        assertThat(under.control.api("sched_hangup")).startsWith("-USAGE: ");
        assertThat(under.control.api("sched_del")).startsWith("-USAGE: ");
        String uuid = under.call(phone, "park", 40000);
        assertThat(under.control.api("sched_hangup soon " + uuid)).startsWith("-USAGE: ");
        assertThat(under.control.api("sched_transfer ++1 " + uuid + " park")).startsWith("-USAGE: ");
        SwitchUnderTest.hangUp(phone);
    }
}
