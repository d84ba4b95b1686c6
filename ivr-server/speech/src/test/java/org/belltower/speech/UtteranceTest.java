package org.belltower.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtteranceTest {
    @Test
    void sensitiveTextIsMaskedWhereItCouldReachALog() {
        Utterance secret = Utterance.of("one two three", Locale.US).asSensitive();
        assertThat(secret.toString()).doesNotContain("two").contains(Utterance.MASK);
        assertThat(new SpokenClip(Path.of("/x/y.wav"), Duration.ZERO, "one two", Locale.US, true).toString())
                .doesNotContain("two");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "3, 1, 1", "NaN, 1, 1", "1, 0.4, 1", "1, 2.1, 1", "1, 1, -0.1", "1, 1, 1.1"})
    void prosodyOutsideItsRangeIsRefusedAndCanBeBroughtIn(double rate, double pitch, double volume) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Prosody(rate, pitch, volume));
        assertThat(Prosody.nearest(rate, pitch, volume)).isNotNull();
    }

    @Test
    void everythingThatShapesTheSoundIsInTheKey() {
        Utterance base = Utterance.of("hello", Locale.US);
        ClipKey key = ClipKey.of("engine 1", base);
        assertThat(ClipKey.of("engine 1", Utterance.of("hello", Locale.US))).isEqualTo(key);
        assertThat(ClipKey.of("engine 2", base)).isNotEqualTo(key);
        assertThat(ClipKey.of("engine 1", Utterance.of("hallo", Locale.US))).isNotEqualTo(key);
        assertThat(ClipKey.of("engine 1", Utterance.of("hello", Locale.UK))).isNotEqualTo(key);
        assertThat(ClipKey.of("engine 1", new Utterance("hello", Locale.US, new Prosody(1.1, 1, 1))))
                .isNotEqualTo(key);
        assertThat(ClipKey.of("engine 1", new Utterance("hello", Locale.US, new Prosody(1, 1, 0.5))))
                .isNotEqualTo(key);
    }
}
