package org.belltower.speech.espeak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EspeakVoicesTest {
    private static final EspeakVoices VOICES = EspeakVoices.parse("""
            Pty Language       Age/Gender VoiceName          File                 Other Languages
             5  cmn             --/M      Chinese_(Mandarin) sit/cmn              (zh-cmn 5)(zh 5)
             5  cmn-latn-pinyin --/M      Chinese_(Pinyin)   sit/cmn-Latn-pinyin  (zh-cmn 5)(zh 5)
             5  yue             --/M      Chinese_(Cantonese) sit/yue              (zh-yue 5)(zh 8)
             2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
             2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
             5  en-us-nyc       --/M      English_(America,_New_York_City) gmw/en-US-nyc
             5  de              --/M      German             gmw/de
            short line
            """);

    @ParameterizedTest
    @CsvSource({
        "zh-CN, cmn-latn-pinyin",
        "zh, cmn-latn-pinyin",
        "zh-Hans-CN, cmn-latn-pinyin",
        "zh-TW, cmn-latn-pinyin",
        "cmn, cmn-latn-pinyin",
        "zh-HK, yue",
        "zh-MO, yue",
        "yue-Hant-HK, yue",
        "en-US, en-us",
        "en-GB, en-gb",
        "en-AU, en-us",
        "en-US-x-nyc, en-us-nyc",
        "de-AT, de"
    })
    void aLanguageFindsItsNearestVoice(Locale language, String voice) {
        assertThat(VOICES.voice(language)).contains(voice);
    }

    @Test
    void anUnlistedLanguageHasNoVoice() {
        assertThat(VOICES.voice(Locale.JAPAN)).isEqualTo(Optional.empty());
        assertThat(EspeakVoices.parse("").voice(Locale.US)).isEmpty();
    }

    @Test
    void wordsAreSpelledByTheLongestEntry() {
        MandarinWords words = MandarinWords.parse("# comment\n长\tchang2\n董事长\t董 事 zhang3\n");
        assertThat(words.spell("董事长")).isEqualTo(" 董 事 zhang3 ");
        assertThat(words.spell("长")).isEqualTo(" chang2 ");
        assertThat(words.spell("短")).isEqualTo("短");
    }

    @Test
    void theRoomsListLoadsAndItsVersionFollowsItsContent() {
        assertThat(MandarinWords.load().spell("重听")).contains("chong2");
        assertThat(MandarinWords.parse("长\tchang2").version())
                .isNotEqualTo(MandarinWords.parse("长\tzhang3").version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"银行", "银行\thang2\tx", "银行\ta\n银行\tb"})
    void aBrokenListIsRefusedWithItsLine(String list) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MandarinWords.parse(list))
                .withMessageContaining("银行");
    }
}
