package org.belltower.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimingTest {
    /** A hundred milliseconds a character, less at a higher rate, but by less than it is told: as real engines do. */
    private final ScriptedSynthesizer engine = new ScriptedSynthesizer(
            "timed",
            Set.of("en"),
            utterance -> ScriptedSynthesizer.tone((int) Math.round(10
                    * utterance.text().length()
                    / Math.pow(utterance.spans().getFirst().prosody().rate(), 0.9))));

    private long spoken(Duration wanted) {
        return Timing.synthesize(
                        engine,
                        Utterance.of("twenty letters, so it is", Locale.US).lasting(wanted))
                .duration()
                .toMillis();
    }

    @Test
    void aTextLastsAsLongAsItIsToldTo() {
        assertThat(spoken(Duration.ofMillis(1600))).isCloseTo(1600, within(50L));
        assertThat(spoken(Duration.ofSeconds(4))).isCloseTo(4000, within(120L));
    }

    @Test
    void aTextThatIsLongEnoughIsSpokenOnce() {
        spoken(Duration.ofMillis(2400));
        assertThat(engine.asked).hasValue(1);
    }

    @Test
    void aLengthOutOfReachIsAsNearAsTheVoiceGets() {
        assertThat(spoken(Duration.ofMillis(100))).isBetween(900L, 1200L);
        assertThat(engine.asked.get()).isLessThan(6);
    }
}
