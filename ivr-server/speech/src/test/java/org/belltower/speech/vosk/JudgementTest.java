package org.belltower.speech.vosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.BuiltinGrammars;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.GrammarCompiler;
import org.belltower.grammar.GrammarLimits;
import org.belltower.grammar.GrammarLoader;
import org.belltower.grammar.GrammarMode;
import org.belltower.speech.recognition.Reading;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final List<ActiveGrammar> YES_OR_NO = List.of(new ActiveGrammar("boolean", yesOrNo()));

    private static Grammar yesOrNo() {
        return switch (BuiltinGrammars.parse("boolean", GrammarMode.VOICE, Locale.US)) {
            case CompileResult.Compiled(var grammar) -> grammar;
            case CompileResult.Rejected(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    private static Hypothesis heard(String words, double likelihood) {
        return new Hypothesis(words.isEmpty() ? List.of() : List.of(words.split(" ")), likelihood);
    }

    private static Judgement judged(List<Hypothesis> all, Hypothesis... limited) {
        return Judgement.of(List.of(limited), Optional.of(all), 0.7, YES_OR_NO);
    }

    private static final List<Hypothesis> OKAY = List.of(heard("okay", 190));

    @Test
    void wordsOfOneMeaningAreNoRivals() {
        double alone = judged(OKAY, heard("okay", 190), heard("no", 180)).confidence();

        assertThat(judged(OKAY, heard("okay", 190), heard("ok", 190), heard("yeah", 189), heard("no", 180))
                        .confidence())
                .isEqualTo(alone);
    }

    @Test
    void wordsOfAnotherMeaningAre() {
        double alone = judged(OKAY, heard("okay", 190)).confidence();

        assertThat(judged(OKAY, heard("okay", 190), heard("ok", 190), heard("no", 189.5))
                        .confidence())
                .isLessThan(alone - 0.05);
    }

    /** A script takes as long as it likes, and other callers wait for the thread. */
    @Test
    void whatOnlyAScriptCanTellIsAnotherMeaningAndNoScriptRuns() {
        String text = "#ABNF 1.0 UTF-8;\nlanguage en-US;\nroot $r;\ntag-format <semantics/1.0>;\n"
                + "$r = (yes | yeah) {!{ while (true) {} }!};";
        var grammar = switch (new GrammarCompiler(
                        _ -> new GrammarLoader.Loaded.Missing("no such file"), GrammarLimits.defaults())
                .compile(text.getBytes(StandardCharsets.UTF_8), URI.create("file:/endless.gram"))) {
            case CompileResult.Compiled(var compiled) -> compiled;
            case CompileResult.Rejected(var problems) -> throw new AssertionError(problems.toString());
        };
        var active = List.of(new ActiveGrammar("endless", grammar));
        Optional<List<Hypothesis>> all = Optional.of(List.of(heard("yes", 190)));

        assertThat(Judgement.of(List.of(heard("yes", 190), heard("yeah", 190)), all, 0.7, active)
                        .confidence())
                .isLessThan(Judgement.of(List.of(heard("yes", 190)), all, 0.7, active)
                        .confidence());
    }

    /** Without a second decoder what was none of the words is one of the readings. */
    @Test
    void wordsBehindNoneOfTheWordsAreDoubtful() {
        var readings = Judgement.of(
                        List.of(heard(PhraseList.UNKNOWN, 190), heard("yes", 189.9)), Optional.empty(), 0.7, YES_OR_NO)
                .readings();

        assertThat(readings).singleElement().satisfies(yes -> {
            assertThat(yes.words()).isEqualTo("yes");
            assertThat(yes.confidence()).isLessThan(0.5);
        });
        assertThat(Judgement.of(
                                List.of(heard("yes", 190), heard(PhraseList.UNKNOWN, 189)),
                                Optional.empty(),
                                0.7,
                                YES_OR_NO)
                        .confidence())
                .isGreaterThan(0.5);
    }

    @Test
    void theReadingsComeInTheOrderOfTheirConfidence() {
        Judgement judgement =
                judged(OKAY, heard("okay", 190), heard("you way", 189.5), heard("no", 189), heard("yes", 188));

        assertThat(judgement.readings()).extracting(Reading::words).containsExactly("okay", "no", "yes");
        assertThat(judgement.readings())
                .extracting(Reading::confidence)
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
        assertThat(judgement.words()).isEqualTo("okay");
    }

    @Test
    void whatAllWordsExplainFarBetterIsDoubtful() {
        List<Hypothesis> weather = List.of(heard("the weather is nice", 260));

        assertThat(judged(weather, heard("no", 190)).confidence()).isLessThan(0.2);
    }

    @Test
    void silenceIsNoReading() {
        assertThat(judged(List.of(heard("", 10)), heard("", 10))).satisfies(judgement -> {
            assertThat(judgement.readings()).isEmpty();
            assertThat(judgement.confidence()).isZero();
        });
        assertThat(Judgement.of(List.of(), Optional.empty(), 1, YES_OR_NO).readings())
                .isEmpty();
    }
}
