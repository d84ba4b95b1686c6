package org.belltower.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.belltower.speech.corpus.SyntheticCaller;
import org.belltower.speech.corpus.SyntheticCaller.Half;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpokenSetsTest {
    static List<SpokenSet> sets() {
        return SpokenSets.all();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void aGrammarAcceptsWhatIsInsideAndNothingElse(SpokenSet set) {
        assertThat(set.inside())
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(text -> assertThat(set.meaning(text)).isPresent());
        assertThat(set.outside())
                .hasSizeGreaterThanOrEqualTo(40)
                .allSatisfy(text -> assertThat(set.meaning(text)).isEmpty());
    }

    @Test
    void theTextsAreTheSameEveryTime() {
        assertThat(SpokenSets.all())
                .extracting(SpokenSet::inside)
                .isEqualTo(sets().stream().map(SpokenSet::inside).toList());
    }

    @Test
    void theNamesAreFiveHundred() {
        SpokenSet names = sets().stream()
                .filter(set -> set.name().equals("500 names"))
                .findFirst()
                .orElseThrow();

        assertThat(names.grammar().grammar().sentences(1_000))
                .hasValueSatisfying(all -> assertThat(all).hasSize(500));
    }

    @Test
    void digitStringsAreFourToSixteenLong() {
        assertThat(sets().getFirst().inside())
                .extracting(text -> text.split(" ").length)
                .allMatch(length -> length >= 4 && length <= 16)
                .contains(4, 16);
    }

    @Test
    void theHalvesHaveNoVoiceInCommon() {
        var engine = new SilentVoice();
        var choosing = new HashSet<String>();
        SyntheticCaller.english(engine, engine, Half.CHOOSING).forEach(caller -> choosing.add(caller.name()));
        var heldOut = new HashSet<String>();
        SyntheticCaller.english(engine, engine, Half.HELD_OUT).forEach(caller -> heldOut.add(caller.name()));

        assertThat(choosing).hasSize(5 + 4 * 9).doesNotContainAnyElementsOf(heldOut);
        assertThat(heldOut).hasSize(4 + 4 * 9);
        assertThat(accents(choosing)).doesNotContainAnyElementsOf(accents(heldOut));
    }

    private static List<String> accents(Set<String> names) {
        return names.stream()
                .map(name -> name.substring(0, name.indexOf(' ')))
                .filter(voice -> !voice.equals("mary"))
                .distinct()
                .toList();
    }
}
