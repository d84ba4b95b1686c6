package org.belltower.voicexml;

import java.util.List;
import java.util.Optional;
import org.belltower.grammar.Match;

/** How waiting for input ended. Immutable. Spec: VoiceXML 2.0 §2.3.1, §5.2.6. */
public sealed interface InputResult {
    /**
     * At least one active grammar accepts the input.
     *
     * @param nbest what the caller may have said or keyed, best first, never empty; keys have exactly one entry
     * @param mark where the prompt was
     * @param utterance what was said, where the request wants it recorded
     */
    record Matched(InputMode mode, List<Hypothesis> nbest, Optional<PromptMark> mark, Optional<Recording> utterance)
            implements InputResult {
        public Matched {
            nbest = List.copyOf(nbest);
            if (nbest.isEmpty()) {
                throw new IllegalArgumentException("matched input needs at least one hypothesis");
            }
        }

        /** Keys that a grammar accepts; keys are certain. */
        public static Matched keys(String keys, List<Match> matches) {
            return new Matched(
                    InputMode.DTMF,
                    List.of(new Hypothesis(keys, Confidence.CERTAIN, matches)),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /**
     * One reading of the input.
     *
     * @param utterance the keys, or the words
     * @param words each with its own confidence; empty for keys, and where the recogniser does not tell them apart
     * @param matches the grammars that accept it, in the order of the request; never empty; they take on the confidence
     */
    record Hypothesis(String utterance, Confidence confidence, List<SpokenWord> words, List<Match> matches) {
        /** Without the confidence of its words. */
        public Hypothesis(String utterance, Confidence confidence, List<Match> matches) {
            this(utterance, confidence, List.of(), matches);
        }

        public Hypothesis {
            words = List.copyOf(words);
            matches = matches.stream()
                    .map(match -> match.scored(confidence.value()))
                    .toList();
            if (matches.isEmpty()) {
                throw new IllegalArgumentException("a hypothesis needs at least one grammar that accepts it");
            }
        }
    }

    /**
     * There was input, but no active grammar accepts it, or the recogniser is not sure enough.
     *
     * @param heard the keys, or the words as far as they were understood
     * @param mark where the prompt was
     * @param utterance what was said, where the request wants it recorded
     */
    record NoMatch(InputMode mode, String heard, Optional<PromptMark> mark, Optional<Recording> utterance)
            implements InputResult {
        /** Without marks or recordings. */
        public NoMatch(InputMode mode, String heard) {
            this(mode, heard, Optional.empty(), Optional.empty());
        }
    }

    /** There was none before the timeout. */
    record NoInput(Optional<PromptMark> mark) implements InputResult {
        /** After prompts without marks. */
        public NoInput() {
            this(Optional.empty());
        }
    }

    /**
     * The caller spoke for longer than the request allows. Spec: VoiceXML 2.0 §5.2.6, {@code maxspeechtimeout}.
     *
     * @param mark where the prompt was
     * @param utterance what was said until then, where the request wants it recorded
     */
    record TooMuchSpeech(Optional<PromptMark> mark, Optional<Recording> utterance) implements InputResult {
        /** As {@code lastresult$} has it: nothing of it was understood. */
        public NoMatch unmatched() {
            return new NoMatch(InputMode.VOICE, "", mark, utterance);
        }
    }

    /** The caller has gone. */
    record HangUp() implements InputResult {}

    /** The platform could not play or listen, with the event that a document may catch, such as {@code error.noresource}. */
    record Failed(String event, String message) implements InputResult {}
}
