package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourSentencesTest {
    private static Grammar grammar(String rules) {
        String text = "#ABNF 1.0 UTF-8;\nlanguage en-US;\nroot $r;\n" + rules;
        GrammarLoader none = _ -> new GrammarLoader.Loaded.Missing("no such file");
        return switch (new GrammarCompiler(none, GrammarLimits.defaults())
                .compile(text.getBytes(StandardCharsets.UTF_8), URI.create("file:/test.gram"))) {
            case CompileResult.Compiled(var grammar) -> grammar;
            case CompileResult.Rejected(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    /** A word of three letters for each number. */
    private static String word(int number) {
        return new String(
                new char[] {(char) ('a' + number / 676), (char) ('a' + number / 26 % 26), (char) ('a' + number % 26)});
    }

    private static List<String> sentences(String rules) {
        return grammar(rules).neighbourSentences(1_000, _ -> true).orElseThrow();
    }

    /** The pairs of neighbours, with {@code <} and {@code >} for the ends of a sentence. */
    private static Set<String> pairs(List<String> sentences) {
        var pairs = new TreeSet<String>();
        for (String sentence : sentences) {
            String[] words = ("< " + sentence + " >").split(" ", -1);
            for (int i = 1; i < words.length; i++) {
                pairs.add(words[i - 1] + " " + words[i]);
            }
        }
        return pairs;
    }

    @Test
    void allNeighboursAndNoOthersOccur() {
        assertThat(pairs(sentences("$r = half past $h | $h [o'clock]; $h = one | two;")))
                .containsExactlyInAnyOrder(
                        "< half",
                        "half past",
                        "past one",
                        "past two",
                        "< one",
                        "< two",
                        "one o'clock",
                        "two o'clock",
                        "one >",
                        "two >",
                        "o'clock >");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$r = a [b] c<0-2> d;",
                "$r = (a | b) [$x] c; $x = [d] [e];",
                "$r = (a | b)<2-> [c];",
                "$r = a $y; $y = b | c $y;"
            })
    void theyAreThoseOfAllSentencesWrittenOut(String rules) {
        Grammar grammar = grammar(rules);
        Optional<List<String>> all = grammar.sentences(10_000);
        Set<String> found = pairs(grammar.neighbourSentences(1_000, _ -> true).orElseThrow());

        if (all.isPresent()) {
            assertThat(found).isEqualTo(pairs(all.get()));
        } else {
            // Endless: every string of up to four words that is accepted.
            assertThat(found).isEqualTo(pairs(accepted(grammar)));
        }
    }

    private static List<String> accepted(Grammar grammar) {
        List<String> words =
                grammar.vocabulary().stream().map(VocabularyWord::text).toList();
        List<String> strings = List.of("");
        List<String> accepted = new ArrayList<>();
        for (int length = 1; length <= 4; length++) {
            strings = strings.stream()
                    .flatMap(string -> words.stream().map(word -> (string + " " + word).strip()))
                    .toList();
            strings.stream()
                    .filter(string ->
                            grammar.bestParse(List.of(string.split(" "))).isPresent())
                    .forEach(accepted::add);
        }
        return accepted;
    }

    @Test
    void wordsThatMayNotOccurAndWhatOnlyTheyLeadToAreLeftOut() {
        assertThat(grammar("$r = (a | b) c | d e f;")
                        .neighbourSentences(1_000, word -> !word.equals("a") && !word.equals("e")))
                .hasValue(List.of("b c"));
    }

    @Test
    void tooManyAreNone() {
        String words =
                IntStream.range(0, 60).mapToObj(NeighbourSentencesTest::word).collect(Collectors.joining(" | "));

        assertThat(grammar("$r = (" + words + ")<1-9>;").neighbourSentences(3_000, _ -> true))
                .isEmpty();
        assertThat(grammar("$r = (" + words + ")<1-9>;").neighbourSentences(4_000, _ -> true))
                .hasValueSatisfying(all -> assertThat(all).hasSize(60 * 60 + 60));
    }

    private static String choice(int from) {
        return IntStream.range(from, from + 20)
                .mapToObj(NeighbourSentencesTest::word)
                .collect(Collectors.joining(" | ", "(", ")"));
    }

    @Test
    void whatIsAlikeOccursAboutAsOften() {
        List<String> sentences =
                sentences("$r = $a $b $c; $a = " + choice(0) + "; $b = " + choice(100) + "; $c = " + choice(200) + ";");

        for (int place = 0; place < 3; place++) {
            int at = place;
            Map<String, Long> counts = sentences.stream()
                    .collect(Collectors.groupingBy(sentence -> sentence.split(" ", -1)[at], Collectors.counting()));
            assertThat(counts).hasSize(20);
            assertThat(Collections.max(counts.values())).isLessThanOrEqualTo(2 * Collections.min(counts.values()));
        }
    }

    @Test
    void whatTakesTooLongIsNone() {
        String options = IntStream.range(0, 100)
                .mapToObj(number -> "[" + word(number) + "]")
                .collect(Collectors.joining(" "));
        RuleNetwork network = grammar("$r = " + options + ";").network();

        assertThat(NeighbourSentences.of(network, 10_000, _ -> true, 2_000)).isEmpty();
        assertThat(NeighbourSentences.of(network, 10_000, _ -> true)).isPresent();
    }

    @Test
    void rulesFarWithinRulesEndToo() {
        String rules = IntStream.range(0, 5_000)
                .mapToObj(number -> "$r" + number + " = a $r" + (number + 1) + ";")
                .collect(Collectors.joining("\n"));

        assertThat(grammar("$r = $r0;\n" + rules + "\n$r5000 = b;").neighbourSentences(1_000, _ -> true))
                .isEmpty();
    }

    @Test
    void aVocabularyWithoutBoundsIsNone() {
        String words = IntStream.rangeClosed(0, NeighbourSentences.MOST_WORDS)
                .mapToObj(NeighbourSentencesTest::word)
                .collect(Collectors.joining(" | "));

        assertThat(grammar("$r = (" + words + ");").neighbourSentences(100_000, _ -> true))
                .isEmpty();
    }

    @Test
    void whereAnythingMayBeSaidThereAreNone() {
        assertThat(grammar("$r = a $GARBAGE b;").neighbourSentences(1_000, _ -> true))
                .isEmpty();
    }

    @Test
    void theTimeOfDayIsNoSoupOfWords() {
        Grammar time = switch (BuiltinGrammars.parse("time", GrammarMode.VOICE, Locale.US)) {
            case CompileResult.Compiled(var grammar) -> grammar;
            case CompileResult.Rejected(var problems) -> throw new AssertionError(problems.toString());
        };

        assertThat(time.sentences(5_000)).isEmpty();
        assertThat(pairs(time.neighbourSentences(5_000, _ -> true).orElseThrow()))
                .contains("half past", "past nine", "< twenty", "three thirty", "the evening")
                .doesNotContain("half half", "in afternoon", "quarter three");
    }
}
