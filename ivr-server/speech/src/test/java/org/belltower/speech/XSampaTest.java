package org.belltower.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XSampaTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            t@"mA:t@U | təˈmɑːtəʊ
            "r\\EkN%   | ˈɹɛkŋˌ
            bIt       | bɪt
            "bVtn=    | ˈbʌtn̩
            s`ts\\     | ʂtɕ
            t_hi:     | tʰiː
            """)
    void whatATypewriterWritesIsIpa(String sampa, String ipa) {
        assertThat(XSampa.ipa(sampa)).hasValue(ipa);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ba_T", "b#", "中"})
    void whatIsNoneOfTheAlphabetIsRefused(String sampa) {
        assertThat(XSampa.ipa(sampa)).isEmpty();
    }
}
