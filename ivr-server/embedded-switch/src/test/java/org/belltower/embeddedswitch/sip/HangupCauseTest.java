package org.belltower.embeddedswitch.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HangupCauseTest {
    @ParameterizedTest
    @CsvSource({
        "user_busy, USER_BUSY",
        "17, USER_BUSY",
        "' 42 ', SWITCH_CONGESTION",
        "487, ORIGINATOR_CANCEL",
        "nonsense, NORMAL_CLEARING",
        "'', NORMAL_CLEARING",
        "99999, NORMAL_CLEARING"
    })
    void namesAndNumbersAreRead(String text, HangupCause cause) {
        assertThat(HangupCause.parse(text)).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "486, USER_BUSY, 486",
        "404, UNALLOCATED_NUMBER, 404",
        "480, NO_USER_RESPONSE, 408",
        "499, NORMAL_UNSPECIFIED, 480"
    })
    void statusBecomesCauseAndBack(int status, HangupCause cause, int back) {
        assertThat(HangupCause.ofSipStatus(status)).isEqualTo(cause);
        assertThat(cause.sipStatus()).isEqualTo(back);
    }

    @Test
    void everyCauseRefusesWithAFinalStatus() {
        for (HangupCause cause : HangupCause.values()) {
            assertThat(cause.sipStatus()).as(cause.name()).isBetween(400, 699);
        }
    }

    @ParameterizedTest
    @CsvSource({"1800;refresher=uas, 1800, uas", "90, 90, ''", "120;x=y;REFRESHER=UAC, 120, uac", "999999999, 86400, ''"
    })
    void sessionTermsAreRead(String header, long seconds, String refresher) {
        SessionTimer.Terms terms = SessionTimer.Terms.parse(header).orElseThrow();
        assertThat(terms.interval()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(terms.refresher().orElse("")).isEqualTo(refresher);
    }

    @ParameterizedTest
    @CsvSource({"''", "-1", "many", "99999999999"})
    void brokenSessionTermsAreNone(String header) {
        assertThat(SessionTimer.Terms.parse(header)).isEqualTo(Optional.empty());
    }
}
