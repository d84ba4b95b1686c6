package org.belltower.embeddedswitch.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.belltower.embeddedswitch.media.SequenceTracker.Verdict;
import org.junit.jupiter.api.Test;

class SequenceTrackerTest {
    private final SequenceTracker tracker = new SequenceTracker();

    @Test
    void theNumberMayWrap() {
        accept(65534, 65535, 0, 1);
        assertThat(tracker.expected()).isEqualTo(4);
        assertThat(tracker.lost()).isZero();
        assertThat(tracker.highest()).isEqualTo(65537);
    }

    @Test
    void aGapIsALossUntilTheLatePacketComes() {
        accept(10, 11, 14);
        assertThat(tracker.lost()).isEqualTo(2);
        accept(13);
        assertThat(tracker.lost()).isEqualTo(1);
    }

    @Test
    void aDuplicateIsOneAlsoAcrossTheWrap() {
        accept(65535, 0);
        assertThat(tracker.accept(65535)).isEqualTo(Verdict.DUPLICATE);
        assertThat(tracker.accept(0)).isEqualTo(Verdict.DUPLICATE);
        assertThat(tracker.accept(1)).isEqualTo(Verdict.NEW);
    }

    @Test
    void aFarJumpIsARestartInBothDirections() {
        accept(100);
        assertThat(tracker.accept(9000)).isEqualTo(Verdict.RESTARTED);
        assertThat(tracker.lost()).isZero();
        assertThat(tracker.accept(100)).isEqualTo(Verdict.RESTARTED);
        assertThat(tracker.expected()).isEqualTo(1);
    }

    private void accept(int... numbers) {
        for (int number : numbers) {
            assertThat(tracker.accept(number)).isEqualTo(Verdict.NEW);
        }
    }

    @Test
    void aSourceThatBeginsAnewALittleFurtherBackIsBelieved() {
        SequenceTracker tracker = new SequenceTracker();
        tracker.accept(8_444);

        assertThat(tracker.accept(7_984)).isEqualTo(SequenceTracker.Verdict.RESTARTED);
        assertThat(tracker.accept(8_444)).isEqualTo(SequenceTracker.Verdict.NEW);
    }
}
