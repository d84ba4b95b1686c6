package org.belltower.prompt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.belltower.speech.Utterance;

/** What is to be played, before clips have been made: prompts are found, sentences are whole. <em>Immutable.</em> */
sealed interface Step {
    record Say(Utterance utterance) implements Step {}

    /** A recording; {@code text} is what a transcript shows for it. */
    record Play(Path wav, String text, Locale language) implements Step {}

    /** What lies ready for the line, such as what the caller said; there is nothing to say in its place. */
    record Replay(TakeClips.TakeClip clip, String text, Locale language) implements Step {}

    record Wait(Duration length) implements Step {}

    record Pass(String mark) implements Step {}

    /**
     * None of it can be said.
     *
     * @param wordless the language, where it is that which has no words for it
     */
    record Refuse(String reason, Optional<Locale> wordless) implements Step {
        Refuse(String reason) {
            this(reason, Optional.empty());
        }
    }
}
