package org.belltower.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.grammar.Meaning;
import org.belltower.speech.recognition.ListeningRequest;
import org.belltower.voicexml.SpeechSettings;

/**
 * Something that one speaker says to one grammar. <i>Immutable.</i>
 *
 * @param expected what it means to the grammar; empty for what it must not accept
 * @param source who spoke: a half of the synthesised speakers, or recordings
 * @param clip at 8 kHz, from the first sound to the last
 */
record SpokenInput(SpokenSet set, String said, Optional<Meaning> expected, Source source, String speaker, Pcm clip) {
    private static final Duration BEFORE = Duration.ofMillis(500);

    /** Longer than any silence that ends an input. */
    private static final Duration AFTER = Duration.ofMillis(2_500);

    /** Whose speech it is. */
    enum Source {
        CHOOSING("choosing half"),
        HELD_OUT("held out"),
        RECORDED("recorded");

        private final String title;

        Source(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    boolean inside() {
        return expected.isPresent();
    }

    /** With half a second of silence before and two and a half after, as the line brings it. */
    Pcm heard(LineCondition condition, LossyLine line) {
        Pcm framed = Pcm.join(
                List.of(Pcm.silence(BEFORE, SampleRate.HZ_8000), clip, Pcm.silence(AFTER, SampleRate.HZ_8000)));
        return condition.through(framed, line, (said + speaker).hashCode());
    }

    /** Samples of {@link #heard} up to the end of the speech. */
    int endOfSpeech() {
        return (int) SampleRate.HZ_8000.samplesIn(BEFORE) + clip.length();
    }

    /** A field that has only this grammar, with the platform's defaults, and takes what is ever so unsure. */
    ListeningRequest request() {
        SpeechSettings usual = SpeechSettings.DEFAULT;
        return new ListeningRequest(
                List.of(set.grammar()),
                false,
                0,
                usual.sensitivity(),
                usual.speedVsAccuracy(),
                usual.completeTimeout(),
                usual.incompleteTimeout(),
                usual.maxSpeech(),
                usual.maxNBest(),
                false,
                false);
    }
}
