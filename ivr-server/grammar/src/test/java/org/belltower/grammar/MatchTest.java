package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.grammar.Grammars.dtmf;

import java.util.List;
import org.junit.jupiter.api.Test;

class MatchTest {
    private final Grammar grammar =
            dtmf("<one-of><item>1<tag>out = Math.random();</tag></item><item>2</item></one-of>");

    private Match match(String key) {
        return new Match(new ActiveGrammar("menu", grammar), List.of(key));
    }

    /** A script that gives another value each time is asked once: all who ask hear of the same. */
    @Test
    void meaningOfAMatchStaysTheSame() {
        Match match = match("1");
        assertThat(match.meaning()).isInstanceOf(Meaning.Known.class).isSameAs(match.meaning());
        assertThat(match.meaning()).isNotEqualTo(match("1").meaning());
    }

    @Test
    void matchesAreEqualByGrammarAndInput() {
        Match match = match("1");
        match.meaning();
        assertThat(match).isEqualTo(match("1")).hasSameHashCodeAs(match("1")).isNotEqualTo(match("2"));
        assertThat(match).isEqualTo(match.scored(1.0)).isNotEqualTo(match.scored(0.5));
    }
}
