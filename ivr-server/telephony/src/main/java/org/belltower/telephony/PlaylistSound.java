package org.belltower.telephony;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.audio.Pcm;
import org.belltower.audio.Resampler;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.audio.WavException;
import org.belltower.prompt.PlaylistItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller hears of a playlist, as samples at 8 kHz. Stateless; it reads files, and blocks as long as they do. */
public final class PlaylistSound {
    private static final Logger LOG = LoggerFactory.getLogger(PlaylistSound.class);

    private PlaylistSound() {}

    /** Reads the clips; empty where one cannot be read, so that where the others are played is not known. */
    public static Optional<Pcm> of(List<PlaylistItem> items) {
        List<Pcm> parts = new ArrayList<>();
        parts.add(Pcm.silence(Duration.ZERO, SampleRate.HZ_8000));
        for (PlaylistItem item : items) {
            switch (item) {
                case PlaylistItem.Clip clip -> {
                    Optional<Pcm> read = read(clip.wav());
                    if (read.isEmpty()) {
                        return Optional.empty();
                    }
                    parts.add(read.get());
                }
                case PlaylistItem.Silence silence -> parts.add(Pcm.silence(silence.length(), SampleRate.HZ_8000));
                case PlaylistItem.Mark _ -> {}
            }
        }
        return Optional.of(Pcm.join(parts));
    }

    private static Optional<Pcm> read(Path wav) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(wav))) {
            return Optional.of(Resampler.resample(Wav.read(in), SampleRate.HZ_8000));
        } catch (IOException | WavException e) {
            LOG.debug("what is heard of {} is not known: {}", wav, e.getMessage());
            return Optional.empty();
        }
    }
}
