package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a recogniser asks a grammar while somebody speaks, and before. */
class RecogniserExportTest {
    private static Grammar spoken(String rules) {
        return Grammars.compiled("#ABNF 1.0 UTF-8;\nlanguage en-US;\nroot $r;\n" + rules);
    }

    @ParameterizedTest(name = "“{0}”: {1}")
    @CsvSource({
        "'',INCOMPLETE",
        "net,INCOMPLETE",
        "net value,EXTENSIBLE",
        "net value today,CLOSED",
        "net value yesterday,NO_MATCH",
        "[unk],NO_MATCH"
    })
    void whatWasSaidSoFarSaysWhichSilenceEndsIt(String said, Completeness expected) {
        List<String> words = said.isEmpty() ? List.of() : List.of(said.split(" "));

        assertThat(spoken("$r = net value [today];").completeness(words)).isEqualTo(expected);
    }

    @Test
    void fewSentencesAreWrittenOut() {
        assertThat(spoken("$r = [my] (balance | net value) | $o<1-2>;\n$o = help;")
                        .sentences(20))
                .hasValueSatisfying(all -> assertThat(all)
                        .containsExactlyInAnyOrder(
                                "balance", "net value", "my balance", "my net value", "help", "help help"));
    }

    @Test
    void chineseSentencesHaveNoSpaces() {
        assertThat(Grammars.compiled("#ABNF 1.0 UTF-8;\nlanguage zh-CN;\nroot $r;\n$r = [我要] 查 余额;")
                        .sentences(9))
                .hasValueSatisfying(all -> assertThat(all).containsExactlyInAnyOrder("查余额", "我要查余额"));
    }

    @Test
    void manySentencesAreNot() {
        assertThat(spoken("$r = $d<1-16>;\n$d = one | two;").sentences(1_000)).isEmpty();
    }

    @Test
    void sentencesWithoutEndAreNot() {
        assertThat(spoken("$r = one | $r two;").sentences(1_000)).isEmpty();
    }

    @Test
    void garbageStandsForTooMany() {
        Grammar anything = spoken("$r = $GARBAGE help;");

        assertThat(anything.sentences(1_000)).isEmpty();
        assertThat(anything.takesGarbage()).isTrue();
        assertThat(spoken("$r = help<1-3>;").takesGarbage()).isFalse();
    }
}
