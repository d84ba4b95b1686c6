package org.belltower.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;

/** A second of sound that is like no other, with silent edges of 10 ms, which the server would fade otherwise. */
final class Noise {
    private Noise() {}

    /** Writes it; the same seed is the same sound. */
    static Path write(Path wav, long seed) throws IOException {
        Random random = new Random(seed);
        short[] samples = new short[8_000];
        for (int i = 80; i < samples.length - 80; i++) {
            samples[i] = (short) (random.nextInt(16_000) - 8_000);
        }
        try (OutputStream out = Files.newOutputStream(wav)) {
            Wav.write(out, Pcm.of(samples, SampleRate.HZ_8000));
        }
        return wav;
    }
}
