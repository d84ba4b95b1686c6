package org.belltower.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.belltower.audio.AudioException;
import org.belltower.audio.Pcm;
import org.belltower.audio.Resampler;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;

/** A WAV file that somebody recorded, as what can be played or as what is wrong with it. <em>Immutable.</em> */
sealed interface Recording {
    /** Sound of one channel, at 8 or 16 kHz. */
    record Playable(Pcm audio) implements Recording {}

    /**
     * It cannot be played.
     *
     * @param reason what is wrong and what to do
     */
    record Unplayable(String reason) implements Recording {}

    /** At 8 kHz, without the silence at its edges. */
    static Recording read(Path wav) {
        return switch (untouched(wav)) {
            case Playable(Pcm audio) -> {
                Pcm trimmed = Edges.trim(Resampler.resample(audio, SampleRate.HZ_8000));
                yield trimmed.length() == 0
                        ? new Unplayable("holds only silence; record it again")
                        : new Playable(trimmed);
            }
            case Unplayable unplayable -> unplayable;
        };
    }

    /** As it was recorded, silence and all. */
    static Recording untouched(Path wav) {
        try (InputStream in = Files.newInputStream(wav)) {
            return untouched(in);
        } catch (IOException unreadable) {
            return new Unplayable("cannot be read: " + unreadable);
        }
    }

    /** As it was recorded; whoever opened the stream closes it. */
    static Recording untouched(InputStream wav) {
        try {
            List<Pcm> channels = Wav.readChannels(wav);
            if (channels.size() != 1) {
                return new Unplayable("has " + channels.size() + " channels; save it as mono");
            }
            Pcm audio = channels.getFirst();
            int hertz = audio.rate().hertz();
            return hertz == SampleRate.HZ_8000.hertz() || hertz == SampleRate.HZ_16000.hertz()
                    ? new Playable(audio)
                    : new Unplayable("has " + hertz + " Hz; save it with 8000 or 16000 Hz");
        } catch (AudioException unreadable) {
            return new Unplayable(unreadable.getMessage() + "; save it as a mono WAV file");
        } catch (IOException unreadable) {
            return new Unplayable("cannot be read: " + unreadable);
        }
    }
}
