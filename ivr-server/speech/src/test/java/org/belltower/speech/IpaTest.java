package org.belltower.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.belltower.speech.Ipa.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpaTest {
    private static final Set<String> KNOWN = Set.of("t", "tʃ", "ʃ", "ə", "ɑː", "ɡ", "oʊ", "c\u0327");

    @Test
    void theLongestSoundThatIsKnownIsTaken() {
        assertThat(Ipa.read("t͡ʃɑːˈtoʊ", KNOWN))
                .hasValueSatisfying(parts -> assertThat(parts)
                        .containsExactly(
                                new Part.Sound("tʃ"),
                                new Part.Sound("ɑː"),
                                new Part.Stress(true),
                                new Part.Sound("t"),
                                new Part.Sound("oʊ")));
    }

    @Test
    void whatIsTypedOnAKeyboardIsTheSame() {
        assertThat(Ipa.read("'gɑ:.,tʰə çə", KNOWN)).isEqualTo(Ipa.read("ˈɡɑː.ˌtə c\u0327ə", KNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ˈ", ".", "tʃb", "好", "\ud83d\ude00", "\u0301"})
    void whatIsNoSoundIsNotGuessed(String transcription) {
        assertThat(Ipa.read(transcription, KNOWN)).isEmpty();
    }
}
