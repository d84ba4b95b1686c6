package org.belltower.speech;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;

/** An engine that does what the test says and counts how often it was asked. <em>Thread-safe.</em> */
final class ScriptedSynthesizer implements Synthesizer {
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    private final String id;
    private final Set<String> languages;
    private volatile Function<Utterance, Pcm> script;
    private volatile Set<VoiceWish> voices = Set.of(VoiceWish.NONE);

    ScriptedSynthesizer(String id, Set<String> languages, Function<Utterance, Pcm> script) {
        this.id = id;
        this.languages = languages;
        this.script = script;
    }

    /** Ten milliseconds of a sawtooth for each character. */
    static ScriptedSynthesizer speaking(String id, String... languages) {
        return new ScriptedSynthesizer(
                id, Set.of(languages), utterance -> tone(utterance.text().length()));
    }

    static ScriptedSynthesizer failing(String id, SynthesisException.Failure failure, String... languages) {
        return new ScriptedSynthesizer(id, Set.of(languages), utterance -> {
            throw new SynthesisException(failure, id, id + " fails as told");
        });
    }

    static Pcm tone(int centiseconds) {
        short[] samples = new short[centiseconds * 80];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (i % 100 * 100);
        }
        return Pcm.of(samples, SampleRate.HZ_8000);
    }

    static Duration lengthOf(String text) {
        return Duration.ofMillis(10L * text.length());
    }

    /** The same with a voice that documents may wish for. */
    ScriptedSynthesizer having(VoiceWish other) {
        voices = Set.of(VoiceWish.NONE, other);
        return this;
    }

    void now(Function<Utterance, Pcm> other) {
        script = other;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean speaks(Locale language) {
        return languages.contains(language.getLanguage());
    }

    @Override
    public boolean has(VoiceWish voice, Locale language) {
        return voices.contains(voice);
    }

    @Override
    public Pcm synthesize(Utterance utterance) {
        asked.incrementAndGet();
        return script.apply(utterance);
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
