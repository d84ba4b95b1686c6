package org.belltower.speech.vosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.belltower.speech.recognition.HeardWord;
import org.junit.jupiter.api.Test;

class WordVotesTest {
    private static Hypothesis said(String words, double likelihood) {
        return new Hypothesis(List.of(words.split(" ")), likelihood);
    }

    @Test
    void aWordThatOtherHypothesesDoNotHaveIsLessSure() {
        Hypothesis first = said("five nine one", 0);
        List<HeardWord> words = WordVotes.of(
                first,
                List.of(first, said("five five one", 0), said("nine nine one", -100)),
                1,
                Optional.of(said("five nine one", 0)),
                0.8);

        assertThat(words).extracting(HeardWord::text).containsExactly("five", "nine", "one");
        assertThat(words.get(0).confidence()).isCloseTo(1.0, within(0.01));
        assertThat(words.get(1).confidence()).isCloseTo(0.5, within(0.01));
        assertThat(words.get(2).confidence()).isCloseTo(1.0, within(0.01));
    }

    @Test
    void aWordThatAllWordsOfTheModelHearOtherwiseIsNoSurerThanTheWhole() {
        Hypothesis only = said("net value", 0);
        List<HeardWord> words = WordVotes.of(only, List.of(only), 1, Optional.of(said("the best value there", 0)), 0.3);

        assertThat(words.get(0).confidence()).isCloseTo(0.3, within(0.01));
        assertThat(words.get(1).confidence()).isCloseTo(1.0, within(0.01));
    }

    @Test
    void whatIsNoWordHasNoConfidence() {
        Hypothesis only = said("net [unk] value", 0);

        assertThat(WordVotes.of(only, List.of(only), 1, Optional.empty(), 0.7))
                .containsExactly(new HeardWord("net", 0.7), new HeardWord("value", 0.7));
    }

    @Test
    void whereNobodyElseWasAskedEachIsAsSureAsTheWhole() {
        Hypothesis only = said("yes", 0);

        assertThat(WordVotes.of(only, List.of(only), 1, Optional.empty(), 0.7))
                .containsExactly(new HeardWord("yes", 0.7));
    }
}
