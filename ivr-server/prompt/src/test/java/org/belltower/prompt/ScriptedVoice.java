package org.belltower.prompt;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.speech.ClipSource;
import org.belltower.speech.SpokenClip;
import org.belltower.speech.SynthesisException;
import org.belltower.speech.Utterance;

/** Speaks a tone as long as the text, and remembers what it was asked for. Fails for texts with 哑 in them, and has no voice for tlh. */
final class ScriptedVoice implements ClipSource {
    private final Path folder;
    private final List<Utterance> spoken = new ArrayList<>();

    ScriptedVoice(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized SpokenClip clip(Utterance utterance) {
        if (utterance.text().contains("哑")) {
            throw new SynthesisException(SynthesisException.Failure.ENGINE_FAILED, "scripted", "the voice is gone");
        }
        if (utterance.language().getLanguage().equals("tlh")) {
            throw new SynthesisException(SynthesisException.Failure.NO_VOICE, "scripted", "no voice for tlh");
        }
        spoken.add(utterance);
        Pcm audio = tone(utterance.text().length() * 400, SampleRate.HZ_8000);
        Path wav = folder.resolve("spoken" + spoken.size() + ".wav");
        write(audio, wav);
        return new SpokenClip(wav, audio.duration(), utterance.text(), utterance.language(), utterance.sensitive());
    }

    synchronized List<Utterance> spoken() {
        return List.copyOf(spoken);
    }

    static Pcm tone(int samples, SampleRate rate) {
        short[] wave = new short[samples];
        for (int i = 0; i < samples; i++) {
            wave[i] = (short) Math.round(8000 * Math.sin(2 * Math.PI * 440 * i / rate.hertz()));
        }
        return Pcm.of(wave, rate);
    }

    static void write(Pcm audio, Path wav) {
        try (OutputStream out = Files.newOutputStream(wav)) {
            Wav.write(out, audio);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
