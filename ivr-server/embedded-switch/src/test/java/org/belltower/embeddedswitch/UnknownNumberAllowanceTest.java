package org.belltower.embeddedswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How many calls to unknown numbers are let in, by the clock. */
class UnknownNumberAllowanceTest {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final UnknownNumberAllowance allowance = new UnknownNumberAllowance(new UnknownNumbers(3, 30), () -> now);

    private int entering(int calls) {
        int entered = 0;
        for (int i = 0; i < calls; i++) {
            entered += allowance.enter() ? 1 : 0;
        }
        return entered;
    }

    private void leave(int calls) {
        for (int i = 0; i < calls; i++) {
            allowance.left();
        }
    }

    @Test
    void noMoreAtATimeThanAllowed() {
        assertThat(entering(5)).isEqualTo(3);
        now = now.plus(Duration.ofHours(1));
        assertThat(entering(1)).isZero();
        leave(1);
        assertThat(entering(2)).isEqualTo(1);
    }

    @Test
    void overTimeOneMoreForEachInterval() {
        assertThat(entering(3)).isEqualTo(3);
        leave(3);
        assertThat(entering(1)).isZero();
        now = now.plusMillis(1900);
        assertThat(entering(1)).isZero();
        now = now.plusMillis(100);
        assertThat(entering(2)).isEqualTo(1);
        leave(1);
        now = now.plusMillis(5000);
        assertThat(entering(3)).isEqualTo(2);
        leave(2);
        now = now.plusMillis(1000);
        assertThat(entering(1)).isEqualTo(1);
    }

    @Test
    void clockThatIsSetBackNeitherOpensNorClosesIt() {
        assertThat(entering(3)).isEqualTo(3);
        leave(3);
        now = now.minus(Duration.ofDays(1));
        assertThat(entering(1)).isZero();
        now = now.plusSeconds(2);
        assertThat(entering(2)).isEqualTo(1);
    }
}
