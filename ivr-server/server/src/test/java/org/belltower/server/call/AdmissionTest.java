package org.belltower.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.belltower.server.config.BusyCause;
import org.belltower.server.config.Limits;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    private Admission admission(int calls, int callsASecond, int waiting) {
        return new Admission(
                new Limits(
                        calls,
                        Duration.ofSeconds(30),
                        callsASecond,
                        waiting,
                        Duration.ofSeconds(60),
                        2,
                        BusyCause.BUSY),
                () -> now);
    }

    private static Admission.Place place(Admission.Verdict verdict) {
        if (verdict instanceof Admission.Verdict.Admitted(Admission.Place place)) {
            return place;
        }
        throw new AssertionError("not let in: " + verdict);
    }

    private static String refusal(Admission admission) {
        if (admission.admit(false) instanceof Admission.Verdict.Refused(String limit)) {
            return limit;
        }
        throw new AssertionError("let in");
    }

    @Test
    void placeThatIsGivenBackIsForTheNext() {
        Admission admission = admission(1, 100, 100);
        try (Admission.Place only = place(admission.admit(false))) {
            only.answered();
            assertThat(refusal(admission)).contains("calls at a time");
            assertThat(admission.calls()).isEqualTo(1);
        }
        assertThat(admission.calls()).isZero();
        place(admission.admit(false)).close();
        assertThat(admission.overCalls()).isEqualTo(1);
        assertThat(admission.admitted()).isEqualTo(2);
    }

    @Test
    void newCallsComeAsFastAsTheyMayAndNoFaster() {
        Admission admission = admission(100, 2, 100);
        place(admission.admit(false));
        place(admission.admit(false));
        assertThat(refusal(admission)).contains("new calls a second");
        now = now.plusMillis(500);
        place(admission.admit(false));
        assertThat(refusal(admission)).contains("new calls a second");
        now = now.plusSeconds(3600);
        place(admission.admit(false));
        place(admission.admit(false));
        assertThat(refusal(admission)).contains("new calls a second");
        assertThat(admission.overRate()).isEqualTo(3);
    }

    @Test
    void clockThatIsSetBackDoesNotLockCallersOut() {
        Admission admission = admission(100, 1, 100);
        place(admission.admit(false));
        now = now.minusSeconds(3600);
        refusal(admission);
        now = now.plusSeconds(1);
        place(admission.admit(false));
    }

    @Test
    void callsThatWaitForTheirAnswerAreLimitedAndThoseThatTalkAreNot() {
        Admission admission = admission(100, 100, 2);
        Admission.Place first = place(admission.admit(false));
        place(admission.admit(false));
        assertThat(refusal(admission)).contains("wait for their answer");
        assertThat(admission.waiting()).isEqualTo(2);
        first.answered();
        first.answered();
        assertThat(admission.waiting()).isEqualTo(1);
        place(admission.admit(false)).close();
        assertThat(admission.waiting()).isEqualTo(1);
        assertThat(admission.overWaiting()).isEqualTo(1);
    }

    @Test
    void onlySoManyAreToldThatAllLinesAreBusy() {
        Admission admission = admission(1, 1, 1);
        Admission.Telling first = admission.tell().orElseThrow();
        assertThat(admission.tell()).isPresent();
        assertThat(admission.tell()).isEmpty();
        first.close();
        assertThat(admission.tell()).isPresent();
        assertThat(admission.busyPrompts()).isEqualTo(3);
        assertThat(admission.calls()).as("they take no place of a call").isZero();
    }

    @Test
    void callThatComesBackIsLetInWhateverTheLimits() {
        Admission admission = admission(1, 1, 1);
        place(admission.admit(false));
        place(admission.admit(true)).answered();
        assertThat(admission.calls()).isEqualTo(2);
        assertThat(refusal(admission)).contains("calls at a time");
    }
}
