package org.belltower.speech.vosk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.GrammarMode;
import org.belltower.grammar.Match;
import org.belltower.speech.recognition.Reading;

/**
 * How sure what was heard is. <i>Immutable.</i>
 *
 * <p>The library has full confidence in whatever is likeliest within the grammar, so that speech from outside would pass. Two
 * things tell: how much likelier all words of the model explain the input than those of the grammars do (the margin over
 * garbage), and how far the second reading lies behind the first.
 *
 * @param readings those that grammars accept, the surest first
 * @param words the likeliest words, accepted or not
 * @param confidence of those words
 */
record Judgement(List<Reading> readings, String words, double confidence) {
    /** How strongly a difference in likelihood speaks for one reading: the model counts neighbouring frames as independent. */
    private static final double SCALE = 0.35;

    /** Where garbage is as likely as the grammars, and how fast that changes: see the corpus of {@code RejectionTest}. */
    private static final double EVEN = 7.0;

    private static final double SLOPE = 0.6;

    /** What stands for the unlimited decoder where there is none. */
    static final double UNCHECKED = 0.0;

    /** How much likelier all words of the model are than those of the grammars; 0 where the grammars allow garbage. */
    static double garbage(List<Hypothesis> limited, List<Hypothesis> unlimited) {
        if (limited.isEmpty()
                || unlimited.isEmpty()
                || limited.getFirst().words().contains(PhraseList.UNKNOWN)) {
            return UNCHECKED;
        }
        return unlimited.getFirst().likelihood() - limited.getFirst().likelihood();
    }

    static Judgement of(List<Hypothesis> limited, double garbage, List<ActiveGrammar> grammars) {
        if (limited.isEmpty()) {
            return new Judgement(List.of(), "", 0);
        }
        double best = limited.getFirst().likelihood();
        double sum = limited.stream()
                .mapToDouble(one -> Math.exp(SCALE * (one.likelihood() - best)))
                .sum();
        double inGrammar = 1 / (1 + Math.exp(SLOPE * (garbage - EVEN)));
        List<Reading> readings = new ArrayList<>();
        for (Hypothesis one : limited) {
            double confidence = inGrammar * Math.exp(SCALE * (one.likelihood() - best)) / sum;
            List<Match> matches = matches(one.words(), grammars);
            if (!matches.isEmpty()) {
                readings.add(new Reading(written(one), Math.clamp(confidence, 0.0, 1.0), matches));
            }
        }
        readings.sort(Comparator.comparingDouble(Reading::confidence).reversed());
        return new Judgement(List.copyOf(readings), written(limited.getFirst()), inGrammar / sum);
    }

    private static List<Match> matches(List<String> words, List<ActiveGrammar> grammars) {
        if (words.isEmpty()) {
            return List.of();
        }
        return grammars.stream()
                .filter(active -> active.grammar().mode() == GrammarMode.VOICE)
                .filter(active -> active.grammar().bestParse(words).isPresent())
                .map(active -> new Match(active, words))
                .toList();
    }

    private static String written(Hypothesis one) {
        var text = new StringBuilder();
        for (String word : one.words()) {
            if (word.equals(PhraseList.UNKNOWN)) {
                continue;
            }
            boolean apart = !text.isEmpty()
                    && !Character.isIdeographic(text.codePointBefore(text.length()))
                    && !Character.isIdeographic(word.codePointAt(0));
            text.append(apart ? " " : "").append(word);
        }
        return text.toString();
    }
}
