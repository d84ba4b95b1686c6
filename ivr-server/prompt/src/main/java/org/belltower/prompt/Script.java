package org.belltower.prompt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.speech.Pronunciation;
import org.belltower.speech.Span;
import org.belltower.speech.SpeakableText;
import org.belltower.speech.Utterance;

/**
 * Collects what is to be played in order; words that follow each other in one manner become whole sentences.
 * <em>Confined to the call's thread.</em>
 */
final class Script {
    private final List<Step> steps = new ArrayList<>();
    private StyledWords words = new StyledWords();
    private Optional<Manner> manner = Optional.empty();
    private Duration breath = Duration.ZERO;
    private boolean paused;

    /** @param pronunciation where the letters do not say it */
    void say(String text, Manner how, Optional<Pronunciation> pronunciation) {
        if (manner.isPresent() && !manner.get().goesWith(how)) {
            flush();
        }
        manner = Optional.of(how);
        words.add(text, how.prosody(), pronunciation);
    }

    /** Words that last so long together, and are a clip of their own. */
    void sayWithin(Duration length, List<Segment.Words> parts) {
        flush();
        parts.forEach(part -> say(part.text(), part.manner(), part.pronunciation()));
        StyledWords.Sentence whole = words.whole();
        if (manner.isPresent() && SpeakableText.isSpeakable(whole.text())) {
            sound(new Step.Say(utterance(whole.spans(), manner.get()).lasting(length)));
            words = new StyledWords();
            manner = Optional.empty();
        } else {
            flush();
        }
    }

    void play(Step.Play recording) {
        flush();
        sound(recording);
    }

    void replay(Step.Replay recording) {
        flush();
        sound(recording);
    }

    void mark(String name) {
        flush();
        steps.add(new Step.Pass(name));
    }

    /** A pause that was asked for stands in place of a breath; one of zero length says: no breath here. */
    void pause(Duration length) {
        flush();
        paused = true;
        breath = Duration.ZERO;
        if (length.isPositive()) {
            steps.add(new Step.Wait(length));
        }
    }

    /** Breathe before the next sound, if there is any. */
    void breathe(Duration length) {
        flush();
        boolean somethingBefore = steps.stream().anyMatch(step -> !(step instanceof Step.Pass));
        if (somethingBefore && !paused && length.compareTo(breath) > 0) {
            breath = length;
        }
    }

    void refuse(Step.Refuse refusal) {
        steps.add(refusal);
    }

    List<Step> steps() {
        flush();
        return List.copyOf(steps);
    }

    private void sound(Step step) {
        if (breath.isPositive()) {
            steps.add(new Step.Wait(breath));
        }
        breath = Duration.ZERO;
        paused = false;
        steps.add(step);
    }

    private void flush() {
        List<StyledWords.Sentence> sentences = words.sentences();
        Optional<Manner> how = manner;
        words = new StyledWords();
        manner = Optional.empty();
        for (int i = 0; i < sentences.size(); i++) {
            if (i > 0) {
                breathe(Breaks.SENTENCE);
            }
            sentence(sentences.get(i), how.orElseThrow());
        }
    }

    /** Punctuation alone between two recordings is a pause; in front of words it cannot be heard in any other way either. */
    private void sentence(StyledWords.Sentence sentence, Manner how) {
        String text = sentence.text();
        if (SpeakableText.isSpeakable(text)) {
            int start = 0;
            while (!Character.isLetterOrDigit(text.codePointAt(start)) && "\"'“‘（(《".indexOf(text.charAt(start)) < 0) {
                start += Character.charCount(text.codePointAt(start));
            }
            if (start > 0) {
                breathe(Breaks.COMMA);
            }
            sound(new Step.Say(utterance(StyledWords.without(start, sentence.spans()), how)));
        } else {
            breathe("。！？.!?".indexOf(text.charAt(0)) >= 0 ? Breaks.SENTENCE : Breaks.COMMA);
        }
    }

    private static Utterance utterance(List<Span> spans, Manner how) {
        return new Utterance(spans, how.language(), how.voice(), Optional.empty(), how.sensitive());
    }
}
