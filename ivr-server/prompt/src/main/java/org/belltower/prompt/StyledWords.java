package org.belltower.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.speech.Pronunciation;
import org.belltower.speech.Prosody;
import org.belltower.speech.Span;

/**
 * Words that follow each other in one clip's manner, each with its own prosody, until they are cut into sentences. <em>Confined to
 * the call's thread.</em>
 */
final class StyledWords {
    private record Style(Prosody prosody, Optional<Pronunciation> pronunciation) {}

    /** A sentence, with its punctuation and without blanks at its ends; never empty. */
    record Sentence(String text, List<Span> spans) {}

    private final List<Style> styles = new ArrayList<>();

    /** For each character of {@link #words}, its place in {@link #styles}. */
    private final List<Integer> styleAt = new ArrayList<>();

    private String words = "";

    void add(String text, Prosody prosody, Optional<Pronunciation> pronunciation) {
        Style style = new Style(prosody, pronunciation);
        // Two pronunciations in a row are two words, also where they are the same.
        if (styles.isEmpty() || pronunciation.isPresent() || !styles.getLast().equals(style)) {
            styles.add(style);
        }
        words = Sentences.join(words, text);
        while (styleAt.size() < words.length()) {
            styleAt.add(styles.size() - 1);
        }
    }

    /** The sentences in order. What is pronounced as one word is never cut. */
    List<Sentence> sentences() {
        int[] places = Sentences.tidyPlaces(words);
        String tidy = Sentences.pick(words, places);
        List<Sentence> sentences = new ArrayList<>();
        int from = 0;
        for (int end : tidy.isEmpty() ? List.<Integer>of() : Sentences.ends(tidy)) {
            if (end < places.length && isWithinPronunciation(places, end)) {
                continue;
            }
            while (from < end && tidy.charAt(from) == ' ') {
                from++;
            }
            if (from < end) {
                sentences.add(new Sentence(tidy.substring(from, end), spans(tidy, places, from, end)));
            }
            from = end;
        }
        return sentences;
    }

    /** All of it as one; its text is empty where there is nothing. */
    Sentence whole() {
        int[] places = Sentences.tidyPlaces(words);
        String tidy = Sentences.pick(words, places);
        return new Sentence(tidy, tidy.isEmpty() ? List.of() : spans(tidy, places, 0, tidy.length()));
    }

    /** The spans without so many characters at the beginning. */
    static List<Span> without(int characters, List<Span> spans) {
        List<Span> rest = new ArrayList<>();
        int left = characters;
        for (Span span : spans) {
            int cut = Math.min(left, span.text().length());
            left -= cut;
            if (cut < span.text().length()) {
                rest.add(new Span(span.text().substring(cut), span.prosody(), span.pronunciation()));
            }
        }
        return rest;
    }

    private boolean isWithinPronunciation(int[] places, int at) {
        int before = styleAt.get(places[at - 1]);
        return before == styleAt.get(places[at])
                && styles.get(before).pronunciation().isPresent();
    }

    private List<Span> spans(String tidy, int[] places, int from, int end) {
        List<Span> spans = new ArrayList<>();
        int begin = from;
        for (int i = from + 1; i <= end; i++) {
            int style = styleAt.get(places[begin]);
            if (i == end || styleAt.get(places[i]) != style) {
                Style here = styles.get(style);
                spans.add(new Span(tidy.substring(begin, i), here.prosody(), here.pronunciation()));
                begin = i;
            }
        }
        return List.copyOf(spans);
    }
}
