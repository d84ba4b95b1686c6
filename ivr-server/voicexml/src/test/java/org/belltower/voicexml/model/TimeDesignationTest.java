package org.belltower.voicexml.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeDesignationTest {
    @ParameterizedTest
    @CsvSource({
        "0.251s, PT0.251S",
        "250ms, PT0.25S",
        "3s, PT3S",
        "0s, PT0S",
        "+1.5s, PT1.5S",
        ".5s, PT0.5S",
        "0.5ms, PT0.0005S",
    })
    void timesAreExact(String text, Duration time) {
        assertThat(TimeDesignation.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "ms",
                "3",
                "3 s",
                "-1s",
                "1e3s",
                "1.2.3s",
                "0x1s",
                "3m",
                "３s",
                ".s",
                "99999999999999999999s",
                "0.0000000001s"
            })
    void anythingElseIsNoTime(String text) {
        assertThat(TimeDesignation.parse(text)).isEmpty();
    }
}
