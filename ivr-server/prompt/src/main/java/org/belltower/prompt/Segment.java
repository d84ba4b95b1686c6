package org.belltower.prompt;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.speech.Pronunciation;

/** What a document asks for at one place, in order; no clip has been looked up yet. <em>Immutable.</em> */
sealed interface Segment {
    /**
     * Words to be spoken: figures are spelled out already.
     *
     * @param pronunciation where the letters do not say it
     */
    record Words(String text, Manner manner, Optional<Pronunciation> pronunciation) implements Segment {
        Words(String text, Manner manner) {
            this(text, manner, Optional.empty());
        }
    }

    /** Words that are to last so long together; all {@linkplain Manner#goesWith go with} each other. */
    record Timed(List<Words> words, Duration length) implements Segment {
        public Timed {
            words = List.copyOf(words);
        }
    }

    /** A prompt or a file, and what to play where there is none. */
    record Audio(String source, Manner manner, List<Segment> otherwise) implements Segment {
        public Audio {
            otherwise = List.copyOf(otherwise);
        }
    }

    /** A pause that was asked for. */
    record Pause(Duration length) implements Segment {}

    /** The end of a sentence or paragraph: a breath, unless the prompt ends or a pause stands here. */
    record Boundary(Duration breath) implements Segment {}

    record Marker(String name) implements Segment {}

    /**
     * Something here cannot be said, so neither can the whole.
     *
     * @param wordless the language, where it is that which has no words for it
     */
    record Refused(String reason, Optional<Locale> wordless) implements Segment {
        Refused(String reason) {
            this(reason, Optional.empty());
        }
    }
}
