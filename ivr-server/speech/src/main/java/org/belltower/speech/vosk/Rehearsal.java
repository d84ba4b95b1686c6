package org.belltower.speech.vosk;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.recognition.Hearing;

/** An input that is worked off by whoever brings it. <i>Confined to one thread at a time.</i> */
final class Rehearsal implements Hearing {
    private final SpeechInput input;
    private long heard;

    Rehearsal(SpeechInput input) {
        this.input = input;
        input.prepare();
    }

    @Override
    public void hear(short[] samples, int count) {
        heard += count;
        input.feed(samples, count);
    }

    @Override
    public void plays(Supplier<Optional<Pcm>> sound) {
        sound.get().ifPresent(known -> input.played(known, heard));
    }

    @Override
    public void played(Supplier<Optional<Pcm>> sound, Duration ago) {
        sound.get().ifPresent(known -> input.played(known, heard - SampleRate.HZ_8000.samplesIn(ago)));
    }

    @Override
    public void promptsEnded() {
        input.promptsEnded();
    }

    @Override
    public Duration lag() {
        return Duration.ZERO;
    }

    @Override
    public void close() {
        input.close();
    }
}
