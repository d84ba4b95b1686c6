package org.belltower.speech.vosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belltower.speech.model.WordTable;
import org.junit.jupiter.api.Test;

class PhraseListTest {
    private final WordTable english =
            WordTable.of(ListeningRoom.store().english().folder());

    private PhraseList.Outcome of(String rule) {
        return PhraseList.of(List.of(Grammars.english(rule).grammar()), english);
    }

    private static String json(PhraseList.Outcome outcome) {
        return outcome instanceof PhraseList.Outcome.Made(var list) ? list.json() : outcome.toString();
    }

    @Test
    void fewSentencesArePhrases() {
        assertThat(json(of("[my] Balance | (net value)"))).isEqualTo("[\"balance\",\"my balance\",\"net value\"]");
    }

    @Test
    void ofManySentencesAreThoseOfAllNeighbours() {
        assertThat(json(of("(one | two)<1-16>")))
                .isEqualTo("[\"one\",\"two\",\"one one\",\"one two\",\"two one\",\"two two\"]");
    }

    @Test
    void wordsThatTheModelDoesNotKnowAreNobodysNeighbours() {
        assertThat(json(of("(one | belltowr | two)<1-16>"))).isEqualTo(json(of("(one | two)<1-16>")));
    }

    @Test
    void ofManySentencesInChineseAreTheWords() {
        String digits = "一 | 二 | 三";

        assertThat(json(PhraseList.of(
                        List.of(Grammars.spoken("zh-CN", "(" + digits + ")<1-16>")
                                .grammar()),
                        WordTable.of(Set.of("一", "二", "三")))))
                .isEqualTo("[\"一\",\"二\",\"三\"]");
    }

    @Test
    void aSentenceWithAWordThatTheModelDoesNotKnowIsLeftOut() {
        assertThat(json(of("balance | (belltower account)"))).isEqualTo("[\"balance\"]");
    }

    @Test
    void grammarsOfUnknownWordsAreRefused() {
        assertThat(of("belltowr | qwxyz"))
                .isInstanceOfSatisfying(
                        PhraseList.Outcome.Refused.class,
                        refused -> assertThat(refused.message()).contains("no word"));
    }

    @Test
    void unknownWordsAreNamedWithTheNearest() {
        assertThat(ModelWords.of(ListeningRoom.store())
                        .unknown(Grammars.english("balanse | account").grammar()))
                .singleElement()
                .satisfies(word -> {
                    assertThat(word.text()).isEqualTo("balanse");
                    assertThat(word.nearest()).contains("balance");
                });
    }

    @Test
    void aLanguageWithoutAModelHasNoUnknownWords() {
        assertThat(ModelWords.of(ListeningRoom.store())
                        .unknown(Grammars.spoken("zh-CN", "余额").grammar()))
                .isEmpty();
    }

    @Test
    void chineseIsCutIntoWordsOfTheModel() {
        var table = WordTable.of(Set.of("查询", "余额", "查", "我", "要"));

        assertThat(PhraseList.known("我要查询余额", table)).hasValue("我 要 查询 余额");
        assertThat(PhraseList.known("我要转账", table)).isEmpty();
        assertThat(PhraseList.unknown("我要 转账", table)).containsExactly("转账");
    }

    @Test
    void fiftyThousandEntriesHaveAnOutcome() {
        List<String> known = List.of(("zero one two three four five six seven eight nine ten eleven twelve thirteen"
                        + " fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty"
                        + " seventy eighty ninety january february march april may june july august september"
                        + " october november december")
                .split(" "));
        String entries = IntStream.range(0, 50_000)
                .mapToObj(i -> i < 1_600 ? known.get(i / 40) + " " + known.get(i % 40) : "zq" + Integer.toString(i, 36))
                .collect(Collectors.joining(" | "));

        // Too many to write out: their words are listened for, and the grammar says which strings of them count.
        assertThat(json(of(entries))).hasSizeLessThan(500).startsWith("[\"zero\",\"one\",");
    }

    @Test
    void theSameGrammarsHaveTheSameList() {
        var grammar = Grammars.english("balance | account");
        try (var lists = new PhraseLists(english, 2, 100)) {
            assertThat(lists.of(List.of(grammar))).isSameAs(lists.of(List.of(grammar)));
        }
    }

    /** A document made for each call brings a grammar that is never seen again. */
    @Test
    void listsAreKeptWhileTheyAreFewAndSmall() {
        try (var lists = new PhraseLists(english, 3, 10)) {
            for (int i = 0; i < 5; i++) {
                lists.of(List.of(Grammars.english("yes")));
                assertThat(lists.count()).isLessThanOrEqualTo(3);
            }
            assertThat(lists.count()).isEqualTo(3);

            var large = Grammars.english("one | two | three | four | five | six | seven");
            var known = lists.of(List.of(large));

            assertThat(lists.count()).isOne();
            assertThat(lists.of(List.of(large))).isSameAs(known);
        }
    }
}
