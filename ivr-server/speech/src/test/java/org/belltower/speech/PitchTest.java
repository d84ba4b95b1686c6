package org.belltower.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PitchTest {
    @Test
    void anAbsolutePitchIsTheSameForEveryVoice() {
        assertThat(Pitch.hertz(150).factorFor(100)).isCloseTo(1.5, within(1e-9));
        assertThat(Pitch.hertz(150).factorFor(200)).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void changesAddUp() {
        assertThat(Pitch.NORMAL.shiftedBy(20).higherBy(1.1).factorFor(100)).isCloseTo(1.32, within(1e-9));
    }

    @Test
    void noVoiceIsAskedForMoreThanItsOctave() {
        assertThat(Pitch.hertz(4000).factorFor(100)).isEqualTo(Pitch.MAX_FACTOR);
        assertThat(Pitch.NORMAL.shiftedBy(-500).factorFor(100)).isEqualTo(Pitch.MIN_FACTOR);
        assertThatIllegalArgumentException().isThrownBy(() -> Pitch.times(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Pitch.hertz(-1));
    }
}
