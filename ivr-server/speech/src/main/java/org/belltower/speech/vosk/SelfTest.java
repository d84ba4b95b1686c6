package org.belltower.speech.vosk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.audio.G711;
import org.belltower.audio.Pcm;
import org.belltower.audio.Resampler;
import org.belltower.speech.model.ModelException;
import org.belltower.speech.model.SpeechModel;

/**
 * Has a model hear a clip of 8 kHz, as calls have it: an English one must understand it, any other must at least get through it.
 */
public final class SelfTest {
    private static final String CLIP = "one-two-three.alaw";
    private static final List<String> WORDS = List.of("one", "two", "three");

    private SelfTest() {}

    /**
     * Loads a model, tries it and frees it; takes a second.
     *
     * @return what is wrong; empty where nothing is
     */
    public static Optional<String> of(SpeechModel source) {
        try (VoskModel model = VoskModel.load(source, VoskLibrary.load())) {
            return of(model);
        } catch (ModelException broken) {
            return Optional.of(String.valueOf(broken.getMessage()));
        }
    }

    static Optional<String> of(VoskModel model) {
        Pcm audio = Resampler.resample(clip(), model.source().rate());
        List<Hypothesis> heard;
        try (Decoder decoder = model.unlimited()) {
            decoder.feed(audio.toArray(), audio.length());
            heard = decoder.finish();
        } catch (IllegalStateException broken) {
            return Optional.of("it does not get through a clip: " + broken.getMessage());
        }
        boolean english = model.source().language().getLanguage().equals(Locale.ENGLISH.getLanguage());
        if (english && heard.stream().noneMatch(one -> one.words().equals(WORDS))) {
            return Optional.of(
                    "it heard “" + (heard.isEmpty() ? "" : heard.getFirst().text()) + "” where “"
                            + String.join(" ", WORDS) + "” was said");
        }
        return Optional.empty();
    }

    private static Pcm clip() {
        try (InputStream clip = SelfTest.class.getResourceAsStream(CLIP)) {
            if (clip == null) {
                throw new IllegalStateException(CLIP + " is not beside the program");
            }
            return G711.ALAW.decode(clip.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(CLIP + " cannot be read", e);
        }
    }
}
