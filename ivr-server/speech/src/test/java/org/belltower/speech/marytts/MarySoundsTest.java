package org.belltower.speech.marytts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarySoundsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "həˈloʊ; h @ - ' l @U",
                "təˈmeɪtoʊ; t @ - ' m EI - t @U",
                "təˈmɑːtəʊ; t @ - ' m A - t @U",
                "ˈwɪndoʊ; ' w I n - d @U",
                "ˈæktrəs; ' { k - t r @ s",
                "ˈt͡ʃɜːt͡ʃ; ' tS r= tS",
                "ˌkælɪˈfɔɹnjə; , k { - l I - ' f O r - n j @",
                "naɪ.iv; n AI - i v"
            })
    void aWordFallsIntoSyllablesWithTheirStress(String ipa, String transcription) {
        assertThat(MarySounds.of(ipa)).contains(List.of(transcription));
    }

    @Test
    void eachWordHasItsOwn() {
        assertThat(MarySounds.of("ˈsæn hoʊˈzeɪ")).contains(List.of("' s { n", "h @U - ' z EI"));
    }

    @ParameterizedTest
    @CsvSource({"yʁ", "ɓa", "'ˈ'"})
    void aSoundThatTheVoiceLacksIsNotGuessed(String ipa) {
        assertThat(MarySounds.of(ipa)).isEmpty();
    }
}
