package org.belltower.speech.vosk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.EditDistance;
import org.belltower.grammar.GrammarMode;
import org.belltower.grammar.Match;
import org.belltower.speech.recognition.Reading;

/**
 * How sure what was heard is. <i>Immutable.</i>
 *
 * <p>The library has full confidence in whatever is likeliest within the grammar, so that speech from outside would pass. What
 * tells is a second decoder that may hear all words of the model: how much likelier it finds the input, for each second of it, and
 * how little its words look like those of the grammar; and how far the next reading of another meaning lies behind the first. Confidence is the
 * share of inputs of that kind that were understood rightly, in the corpus that the room's README describes.
 *
 * @param readings those that grammars accept, the surest first
 * @param words the likeliest words, accepted or not
 * @param confidence of those words
 */
record Judgement(List<Reading> readings, String words, double confidence) {
    /** Log-odds of an input about which nothing else is known, where two of three callers say what the grammar has. */
    private static final double BIAS = -1.6;

    /** What each unit of likelihood a second takes by which all words explain the input better. */
    private static final double PER_GARBAGE = -0.19;

    /** What it is worth that all words and those of the grammar are spelled alike. */
    private static final double PER_LIKENESS = 2.14;

    /** What each unit of likelihood is worth by which the first reading leads the next of another meaning, up to four. */
    private static final double PER_LEAD = 0.574;

    private static final double MOST_LEAD = 4.0;

    /** The same without a second decoder, where unknown words are among the phrases instead. */
    private static final double BIAS_UNCHECKED = 0.2;

    /** Shorter inputs count as being this long: their likelihoods have not settled. */
    private static final double SHORTEST_SECONDS = 0.7;

    /** How strongly a difference in likelihood parts further readings from the first. */
    private static final double SCALE = 0.35;

    /**
     * Judges one input.
     *
     * @param limited what the words of the grammars make of it
     * @param unlimited what all words make of it, where they were asked
     * @param seconds of speech
     */
    static Judgement of(
            List<Hypothesis> limited,
            Optional<List<Hypothesis>> unlimited,
            double seconds,
            List<ActiveGrammar> grammars) {
        if (limited.isEmpty()) {
            return new Judgement(List.of(), "", 0);
        }
        Hypothesis first = limited.getFirst();
        List<List<Match>> accepted =
                limited.stream().map(one -> matches(one.words(), grammars)).toList();
        double sure = 1
                / (1
                        + Math.exp(-logOdds(
                                first, !accepted.getFirst().isEmpty(), lead(limited, accepted), unlimited, seconds)));
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < limited.size(); i++) {
            Hypothesis one = limited.get(i);
            double behind = Math.exp(SCALE * (one.likelihood() - first.likelihood()));
            if (!accepted.get(i).isEmpty()) {
                double whole = Math.clamp(sure * behind, 0.0, 1.0);
                readings.add(new Reading(
                        written(one),
                        whole,
                        WordVotes.of(
                                one,
                                limited,
                                SCALE,
                                unlimited.flatMap(free -> free.stream().findFirst()),
                                whole),
                        accepted.get(i)));
            }
        }
        return new Judgement(
                List.copyOf(readings), written(first), first.words().isEmpty() ? 0 : sure);
    }

    private static double logOdds(
            Hypothesis first, boolean accepted, double lead, Optional<List<Hypothesis>> unlimited, double seconds) {
        boolean garbage = first.words().contains(PhraseList.UNKNOWN);
        if (garbage && !accepted) {
            // What leads is that none of the words was said.
            return -PER_LEAD * lead;
        }
        if (garbage || unlimited.isEmpty() || unlimited.get().isEmpty()) {
            return BIAS_UNCHECKED + PER_LEAD * lead;
        }
        Hypothesis free = unlimited.get().getFirst();
        double better = (free.likelihood() - first.likelihood()) / Math.max(SHORTEST_SECONDS, seconds);
        return BIAS + PER_GARBAGE * better + PER_LIKENESS * likeness(first, free) + PER_LEAD * lead;
    }

    /** By how much the first is likelier than the next that does not mean the same. */
    private static double lead(List<Hypothesis> limited, List<List<Match>> accepted) {
        for (int i = 1; i < limited.size(); i++) {
            if (!same(accepted.getFirst(), accepted.get(i))) {
                return Math.min(
                        MOST_LEAD,
                        limited.getFirst().likelihood() - limited.get(i).likelihood());
            }
        }
        return MOST_LEAD;
    }

    /** Without a script, which could hold up whoever else is heard: what only a script can tell counts as another meaning. */
    private static boolean same(List<Match> one, List<Match> other) {
        return !one.isEmpty()
                && !other.isEmpty()
                && one.getFirst().grammar().equals(other.getFirst().grammar())
                && one.getFirst()
                        .plainMeaning()
                        .filter(meaning -> other.getFirst()
                                .plainMeaning()
                                .filter(meaning::equals)
                                .isPresent())
                        .isPresent();
    }

    /** From 0, nothing in common, to 1, the same letters. */
    private static double likeness(Hypothesis one, Hypothesis other) {
        String first = String.join("", one.words());
        String second = String.join("", other.words());
        int longest = Math.max(first.length(), second.length());
        return longest == 0 ? 1 : 1 - (double) EditDistance.between(first, second, longest) / longest;
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
