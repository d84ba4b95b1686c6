package org.belltower.speech.espeak;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.audio.AudioException;
import org.belltower.audio.Pcm;
import org.belltower.audio.Wav;
import org.belltower.speech.EngineThreads;
import org.belltower.speech.Mastering;
import org.belltower.speech.Prosody;
import org.belltower.speech.SpeakableText;
import org.belltower.speech.SynthesisException;
import org.belltower.speech.SynthesisException.Failure;
import org.belltower.speech.Synthesizer;
import org.belltower.speech.Utterance;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with eSpeak NG, Debian's {@code espeak-ng}. <em>Thread-safe.</em>
 *
 * <p>One child process a text. Measured for six seconds of Mandarin: 20 ms with the start of the process, 10 ms in a
 * process that is warm already; but a warm process marks neither the length nor the end of a text's audio, and a crash
 * would take a neighbour's text along. Clips are cached, so ten milliseconds are a fair price for that.
 *
 * <p>Where the program is missing the engine opens all the same and fails with {@link Failure#ENGINE_MISSING}; it is
 * found as soon as it has been installed.
 */
public final class EspeakNg implements Synthesizer {
    static final String NAME = "espeak-ng";

    /** The program's own defaults. */
    private static final int WORDS_PER_MINUTE = 175;

    /** Where a WAV header of {@link Wav#HEADER_BYTES} bytes has the size of the samples. */
    private static final int SIZE_AT = 40;

    private static final int PITCH = 50;
    private static final int MAX_PITCH = 99;

    private final EspeakSettings settings;
    private final EngineThreads threads;
    private final MandarinWords mandarin = MandarinWords.load();

    /** Written once found; finding it twice at the same time does no harm. */
    private volatile @Nullable EspeakProgram found;

    private EspeakNg(EspeakSettings settings) {
        this.settings = settings;
        this.threads = EngineThreads.open(NAME, settings.atOnce(), settings.waiting(), settings.deadline());
    }

    /** An engine that looks for its program when it is first needed. */
    public static EspeakNg open(EspeakSettings settings) {
        return new EspeakNg(settings);
    }

    @Override
    public String id() {
        String version;
        try {
            version = program().version();
        } catch (SynthesisException missing) {
            version = "missing";
        }
        return NAME + " " + version + " " + mandarin.version() + " " + Mastering.VERSION;
    }

    @Override
    public boolean speaks(Locale language) {
        try {
            return program().voices().voice(language).isPresent();
        } catch (SynthesisException missing) {
            // Then every language fails with the remedy, which helps more than "no engine speaks zh-CN".
            return true;
        }
    }

    @Override
    public void warmUp() {
        program();
    }

    @Override
    public Pcm synthesize(Utterance utterance) {
        String text = SpeakableText.of(NAME, utterance.text());
        EspeakProgram program = program();
        String voice = program.voices()
                .voice(utterance.language())
                .orElseThrow(() -> new SynthesisException(
                        Failure.NO_VOICE,
                        NAME,
                        "no eSpeak NG voice for " + utterance.language().toLanguageTag()
                                + "; 'espeak-ng --voices' lists what there is"));
        byte[] wav = threads.call(new ChildProcess(
                command(program.binary(), voice, utterance.prosody()),
                input(text, utterance.language()).getBytes(StandardCharsets.UTF_8)));
        return Mastering.master(NAME, read(wav), utterance.prosody().volume());
    }

    /** Square brackets would switch to the program's own phoneme notation: they are not spoken. */
    private String input(String text, Locale language) {
        String plain = text.replace('[', ' ').replace(']', ' ');
        return EspeakVoices.isMandarin(language) ? mandarin.spell(plain) : plain;
    }

    private static List<String> command(String binary, String voice, Prosody prosody) {
        long rate = Math.round(WORDS_PER_MINUTE * prosody.rate());
        long pitch = Math.min(MAX_PITCH, Math.round(PITCH * prosody.pitch()));
        return List.of(
                binary,
                "-b",
                "1",
                "-v",
                voice,
                "-s",
                Long.toString(rate),
                "-p",
                Long.toString(pitch),
                "-z",
                "--stdin",
                "--stdout");
    }

    /** The program writes the header before it knows the length: a size of two gigabytes stands there. */
    private static Pcm read(byte[] wav) {
        byte[] whole = wav.clone();
        if (whole.length > Wav.HEADER_BYTES) {
            ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(SIZE_AT, whole.length - Wav.HEADER_BYTES);
        }
        try {
            return Wav.read(new ByteArrayInputStream(whole));
        } catch (AudioException | IOException broken) {
            throw new SynthesisException(
                    Failure.ENGINE_FAILED,
                    NAME,
                    "the program gave " + wav.length + " bytes that are no audio: " + broken.getMessage(),
                    broken);
        }
    }

    private EspeakProgram program() {
        EspeakProgram known = found;
        if (known == null) {
            known = EspeakProgram.ask(settings.binary(), threads);
            found = known;
        }
        return known;
    }

    /** The installed version, for {@code doctor}. */
    public Optional<String> version() {
        try {
            return Optional.of(program().version());
        } catch (SynthesisException missing) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
