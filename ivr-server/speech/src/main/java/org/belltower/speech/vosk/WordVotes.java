package org.belltower.speech.vosk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.speech.recognition.HeardWord;

/**
 * How sure each word of a hypothesis is. <i>Immutable.</i> The library gives words of a grammar full confidence whatever is said, so
 * what counts is who agrees: each other hypothesis that has the word in the same place, by its likelihood, and the decoder that may
 * hear all words. A word that this one hears too is as sure as the hypotheses agree on it; any other is no surer than the whole.
 */
final class WordVotes {
    private WordVotes() {}

    /**
     * The words of one of the hypotheses, without {@link PhraseList#UNKNOWN}.
     *
     * @param all those of the same input, the likeliest first
     * @param scale how strongly a difference in likelihood parts them
     * @param free what all words of the model make of it, where they were asked
     * @param whole confidence of the hypothesis
     */
    static List<HeardWord> of(
            Hypothesis one, List<Hypothesis> all, double scale, Optional<Hypothesis> free, double whole) {
        double[] votes = new double[one.words().size()];
        double sum = 0;
        for (Hypothesis other : all) {
            double weight =
                    Math.exp(scale * (other.likelihood() - all.getFirst().likelihood()));
            sum += weight;
            boolean[] agrees = agreement(one.words(), other.words());
            for (int i = 0; i < votes.length; i++) {
                votes[i] += agrees[i] ? weight : 0;
            }
        }
        boolean[] heardFreely =
                agreement(one.words(), free.map(Hypothesis::words).orElse(List.of()));
        List<HeardWord> words = new ArrayList<>();
        for (int i = 0; i < votes.length; i++) {
            if (one.words().get(i).equals(PhraseList.UNKNOWN)) {
                continue;
            }
            double share = sum > 0 ? votes[i] / sum : 0;
            words.add(new HeardWord(one.words().get(i), Math.clamp(heardFreely[i] ? share : share * whole, 0.0, 1.0)));
        }
        return List.copyOf(words);
    }

    /** Which words of one the other has too, in the same order: their longest common sequence. */
    private static boolean[] agreement(List<String> one, List<String> other) {
        int[][] longest = new int[one.size() + 1][other.size() + 1];
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = other.size() - 1; j >= 0; j--) {
                longest[i][j] = one.get(i).equals(other.get(j))
                        ? 1 + longest[i + 1][j + 1]
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        boolean[] agrees = new boolean[one.size()];
        int i = 0;
        int j = 0;
        while (i < one.size() && j < other.size()) {
            if (one.get(i).equals(other.get(j))) {
                agrees[i] = true;
                i++;
                j++;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return agrees;
    }
}
