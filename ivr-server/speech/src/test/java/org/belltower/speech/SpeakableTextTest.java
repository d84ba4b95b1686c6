package org.belltower.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakableTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  one  two '|one two",
                "'line\nline'|line line",
                "'a\u0000b\u0001c'|a b c",
                "'tab\there'|tab here",
                "'e\u0301'|\u00e9",
                "'零\u200b一'|零 一",
                "'full　width'|full width",
                "'half \ud83d pair'|half pair"
            })
    void invisibleAndControlCharactersBecomeOneSpace(String text, String wanted) {
        assertThat(SpeakableText.of("test", text)).isEqualTo(wanted);
    }

    @Test
    void markupAndQuotesStayOrdinaryCharacters() {
        String text = "<break/> & \"quoted\" 'twice' $(reboot) `x` ; -v";
        assertThat(SpeakableText.of("test", text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "，。！", "\u0000", "\u200b\ue000", "..."})
    void whatHoldsNothingToSpeakIsRefused(String text) {
        assertThat(SpeakableText.isSpeakable(text)).isFalse();
        assertThatExceptionOfType(SynthesisException.class)
                .isThrownBy(() -> SpeakableText.of("test", text))
                .satisfies(e -> assertThat(e.failure()).isEqualTo(SynthesisException.Failure.BAD_TEXT));
    }

    @Test
    void aHundredKilobytesAreRefusedWithTheLimit() {
        assertThatExceptionOfType(SynthesisException.class)
                .isThrownBy(() -> SpeakableText.of("test", "字".repeat(100_000)))
                .withMessageContaining(Integer.toString(SpeakableText.MAX_LENGTH))
                .satisfies(e -> assertThat(e.failure()).isEqualTo(SynthesisException.Failure.BAD_TEXT));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyTextBecomesOneLineWithoutControlCharactersOrIsRefused(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append((char) random.nextInt(0x10000));
            }
            try {
                assertThat(SpeakableText.of("test", text.toString()))
                        .doesNotContainPattern("\\p{Cntrl}|\\s{2}|\\p{Cs}");
            } catch (SynthesisException refused) {
                assertThat(refused.failure()).isEqualTo(SynthesisException.Failure.BAD_TEXT);
            }
        }
    }
}
