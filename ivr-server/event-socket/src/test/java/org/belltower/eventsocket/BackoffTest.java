package org.belltower.eventsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waitDoublesWithJitterUpToTheMost() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), new Random(7));
        long[] full = {100, 200, 400, 800, 1000, 1000};
        for (int failures = 1; failures <= full.length; failures++) {
            for (int i = 0; i < 200; i++) {
                assertThat(backoff.after(failures).toMillis())
                        .as("after %d failures", failures)
                        .isBetween(full[failures - 1] / 2, full[failures - 1]);
            }
        }
        assertThat(backoff.after(Integer.MAX_VALUE)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void equalSeedsWaitEqually() {
        Backoff one = Backoff.of(new Random(3));
        Backoff other = Backoff.of(new Random(3));
        assertThat(one.after(3)).isEqualTo(other.after(3));
    }

    @Test
    void backoffThatDoesNotGrowIsRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), new Random(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
