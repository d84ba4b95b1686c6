package org.belltower.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
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
        assertThat(ClipKey.of("engine 1", base.lasting(Duration.ofSeconds(1)))).isNotEqualTo(key);
        VoiceWish other = new VoiceWish(List.of("anna"), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
        assertThat(ClipKey.of("engine 1", base.by(other))).isNotEqualTo(key);
        Pronunciation sounds = new Pronunciation(Pronunciation.Alphabet.IPA, "həˈloʊ");
        assertThat(ClipKey.of("engine 1", spoken(new Span("hello", Prosody.NORMAL, Optional.of(sounds)))))
                .isNotEqualTo(key);
        assertThat(ClipKey.of(
                        "engine 1", spoken(new Span("hel", Prosody.NORMAL), new Span("lo", Prosody.NORMAL.atRate(2)))))
                .isNotEqualTo(key);
    }

    private static Utterance spoken(Span... spans) {
        return new Utterance(List.of(spans), Locale.US, VoiceWish.NONE, Optional.empty(), false);
    }

    @Test
    void oneUtteranceHasOneVolume() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> spoken(new Span("loud", Prosody.NORMAL), new Span("soft", Prosody.NORMAL.atVolume(0.5))));
        assertThatIllegalArgumentException().isThrownBy(UtteranceTest::spoken);
    }
}
