package org.belltower.server.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.belltower.audio.Pcm;
import org.belltower.speech.SynthesisException;
import org.belltower.speech.Synthesizer;
import org.belltower.speech.Utterance;
import org.belltower.speech.espeak.EspeakNg;
import org.belltower.speech.espeak.EspeakSettings;
import org.belltower.speech.marytts.MarySettings;
import org.belltower.speech.marytts.MaryTts;

/** Speaks one word in each language of the applications, with the engine that callers hear. */
record SynthesisCheck(List<Voice> voices) implements Check {
    /**
     * A language to try.
     *
     * @param engine opened and closed by the check
     */
    record Voice(Locale language, String word, Supplier<? extends Synthesizer> engine) {}

    /** A machine that is busy with something else is slow, not broken: one voice, and most of the time that a check has. */
    private static final MarySettings ONE_WORD = new MarySettings(1, 1, Duration.ofSeconds(25));

    static List<Voice> usualVoices() {
        return List.of(
                new Voice(Locale.forLanguageTag("zh-CN"), "您好", () -> EspeakNg.open(EspeakSettings.DEFAULT)),
                new Voice(Locale.US, "hello", () -> MaryTts.open(ONE_WORD)));
    }

    @Override
    public String subject() {
        return "speech";
    }

    @Override
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        for (Voice voice : voices) {
            findings.add(speak(voice));
        }
        return findings;
    }

    private static Finding speak(Voice voice) {
        String subject = "speech " + voice.language().toLanguageTag();
        try (Synthesizer engine = voice.engine().get()) {
            engine.warmUp();
            long start = System.nanoTime();
            Pcm audio = engine.synthesize(Utterance.of(voice.word(), voice.language()));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return Finding.ok(
                    subject,
                    voice.word() + ": " + audio.duration().toMillis() + " ms of speech in " + took.toMillis()
                            + " ms by " + engine.id());
        } catch (SynthesisException failed) {
            return Finding.missing(
                    subject,
                    String.valueOf(failed.getMessage()),
                    failed.failure() == SynthesisException.Failure.ENGINE_MISSING
                            ? "apt-get install espeak-ng"
                            : "see the server's log; a new build may mend it");
        }
    }
}
