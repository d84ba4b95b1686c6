package org.belltower.embeddedswitch.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GapReportTest {
    private static final long START = Long.MAX_VALUE - 5;

    private final GapReport report = new GapReport();

    @Test
    void firstGapIsToldAtOnceAndThoseAfterItTogether() {
        long later = START + GapReport.PAUSE.toNanos();

        assertThat(report.missed(6, START)).contains(new GapReport.Gap(Duration.ofMillis(120)));
        assertThat(report.missed(10, START + 1)).isEmpty();
        assertThat(report.missed(20, later - 1)).isEmpty();
        assertThat(report.missed(7, later)).contains(new GapReport.Gap(Duration.ofMillis(740)));
        assertThat(report.missed(8, later + 1)).isEmpty();
    }
}
