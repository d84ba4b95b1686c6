package org.belltower.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void percentileIsTheNearestRankOfWhatWasMeasured() {
        Samples hundred = Samples.of(
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList());
        assertThat(hundred.percentile(50)).isEqualTo(50);
        assertThat(hundred.percentile(99)).isEqualTo(99);
        assertThat(hundred.percentile(100)).isEqualTo(100);
        assertThat(hundred.percentile(0.1)).isEqualTo(1);
        Samples five = Samples.of(List.of(15.0, 20.0, 35.0, 40.0, 50.0));
        assertThat(five.percentile(30)).isEqualTo(20);
        assertThat(five.percentile(40)).isEqualTo(20);
        assertThat(five.percentile(50)).isEqualTo(35);
        assertThat(five.percentile(99)).isEqualTo(50);
        assertThat(Samples.of(List.of(-3.0)).percentile(50)).isEqualTo(-3);
    }

    @Test
    void nothingHasNoPercentiles() {
        assertThatThrownBy(() -> Samples.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        Samples one = Samples.of(List.of(1.0));
        assertThatThrownBy(() -> one.percentile(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one.percentile(101)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void slopeIsThatOfTheStraightLineThatFitsBest() {
        assertThat(CallMemory.slope(List.of(0.0, 100.0, 200.0), List.of(50.0, 450.0, 850.0)))
                .isCloseTo(4, within(1e-9));
        assertThat(CallMemory.slope(List.of(0.0, 1.0, 2.0), List.of(0.0, 3.0, 3.0)))
                .isCloseTo(1.5, within(1e-9));
        assertThatThrownBy(() -> CallMemory.slope(List.of(5.0), List.of(5.0))).isInstanceOf(BenchException.class);
    }
}
