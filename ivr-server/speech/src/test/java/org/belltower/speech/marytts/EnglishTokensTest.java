package org.belltower.speech.marytts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishTokensTest {
    private static String tokens(String text) {
        return EnglishTokens.of(text).stream()
                .map(sentence -> String.join("|", sentence))
                .collect(Collectors.joining(" / "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "Hello world;Hello|world",
                "One, two. Three!;One|,|two|. / Three|!",
                "Is it (really) you?;Is|it|really|you|?",
                "Mr. Smith, p.m.;Mr.|Smith|,|p.m.",
                "\"quoted\" 'words';quoted|words",
                "we'll don't it's;we'll|don't|it's",
                "we’ll;we'll",
                "they've I'd;they|have|I|would",
                "yes — no;yes|,|no",
                "half-year 1.0532 P-2001;half-year|1.0532|P-2001",
                "end.) Next;end|. / Next",
                "wait... what?!;wait|. / what|?",
                "a;a"
            })
    void textIsSplitIntoSentencesOfWordsAndMarks(String text, String wanted) {
        assertThat(tokens(text)).isEqualTo(wanted);
    }

    @Test
    void marksAloneAreNoSentence() {
        assertThat(EnglishTokens.of("... , !? ()")).isEmpty();
        assertThat(EnglishTokens.of("")).isEmpty();
    }

    @Test
    void anEndlessWordIsCut() {
        List<String> sentence = EnglishTokens.of("x".repeat(500)).getFirst();
        assertThat(sentence)
                .hasSizeGreaterThan(5)
                .allSatisfy(token -> assertThat(token).hasSizeLessThanOrEqualTo(60));
    }
}
