package org.belltower.speech.espeak;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.belltower.audio.AudioException;
import org.belltower.audio.Pcm;
import org.belltower.audio.Wav;
import org.belltower.speech.EngineThreads;
import org.belltower.speech.Mastering;
import org.belltower.speech.Omissions;
import org.belltower.speech.Prosody;
import org.belltower.speech.Span;
import org.belltower.speech.SpeakableText;
import org.belltower.speech.SynthesisException;
import org.belltower.speech.SynthesisException.Failure;
import org.belltower.speech.Synthesizer;
import org.belltower.speech.Utterance;
import org.belltower.speech.VoiceWish;
import org.belltower.speech.VoiceWish.Gender;
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

    /** Measured with the voices en-us, en-us+f1 to f5; those of other languages are near. */
    private static final double MAN_HERTZ = 105;

    private static final double WOMAN_HERTZ = 200;

    private static final int TRANSCRIPTIONS_KEPT = 1_000;

    private final EspeakSettings settings;
    private final EngineThreads threads;
    private final MandarinWords mandarin = MandarinWords.load();
    private final Omissions omissions = new Omissions();

    /** Whether a voice has all sounds of a transcription, which takes a child process to find out. */
    private final Map<String, Boolean> transcribed = new ConcurrentHashMap<>();

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
        return NAME + " " + version + " s2 " + mandarin.version() + " " + Mastering.VERSION;
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

    /** Speaks once in each of the languages that callers hear most, so that the program and its dictionaries are in memory. */
    @Override
    public void warmUp() {
        for (Locale language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.US)) {
            if (program().voices().voice(language).isPresent()) {
                synthesize(Utterance.of("欢迎致电 welcome", language));
            }
        }
    }

    @Override
    public boolean has(VoiceWish voice, Locale language) {
        try {
            return voice.isNone() || program().variants(threads).choose(voice).exact();
        } catch (SynthesisException missing) {
            return false;
        }
    }

    @Override
    public Pcm synthesize(Utterance utterance) {
        List<Span> spans = SpeakableText.spans(NAME, utterance);
        EspeakProgram program = program();
        String voice = voice(program, utterance);
        byte[] wav = threads.call(child(program, voice, utterance, spans));
        return Mastering.master(NAME, read(wav), utterance.volume());
    }

    private String voice(EspeakProgram program, Utterance utterance) {
        Locale language = utterance.language();
        String voice = program.voices()
                .voice(language)
                .orElseThrow(() -> new SynthesisException(
                        Failure.NO_VOICE,
                        NAME,
                        "no eSpeak NG voice for " + language.toLanguageTag()
                                + "; 'espeak-ng --voices' lists what there is"));
        if (utterance.voice().isNone()) {
            return voice;
        }
        EspeakVariants.Choice choice = program.variants(threads).choose(utterance.voice());
        if (!choice.exact()) {
            omissions.tell(NAME + " has no voice as wished for (" + utterance.voice()
                    + "); it speaks with the nearest, " + choice.file().orElse(voice));
        }
        return choice.file().map(file -> voice + "+" + file).orElse(voice);
    }

    private ChildProcess child(EspeakProgram program, String voice, Utterance utterance, List<Span> spans) {
        Locale language = utterance.language();
        boolean isMandarin = EspeakVoices.isMandarin(language);
        UnaryOperator<String> spelling = isMandarin ? mandarin::spell : UnaryOperator.identity();
        double hertz = hertz(utterance.voice());
        boolean marked = EspeakText.needed(spans);
        Prosody whole = marked ? Prosody.NORMAL : spans.getFirst().prosody();
        String input = marked
                ? new EspeakText(omissions, hertz, isMandarin, spelling, ipa -> sounds(program, voice, ipa))
                        .write(spans)
                : spelling.apply(EspeakText.plain(spans.getFirst().text()));
        List<String> command = new ArrayList<>(List.of(
                program.binary(),
                "-b",
                "1",
                "-v",
                voice,
                "-s",
                Long.toString(Math.round(WORDS_PER_MINUTE * whole.rate())),
                "-p",
                Long.toString(EspeakText.argument(whole.pitch(), hertz)),
                "-z",
                "--stdin",
                "--stdout"));
        if (marked) {
            command.add("-m");
        }
        return new ChildProcess(command, input.getBytes(StandardCharsets.UTF_8));
    }

    /** Measured: the variants of women speak about twice as high. */
    private static double hertz(VoiceWish wish) {
        return wish.gender().filter(Gender.FEMALE::equals).isPresent() ? WOMAN_HERTZ : MAN_HERTZ;
    }

    /**
     * The voice's notation for a transcription. A voice drops the rest of a word behind a sound that it lacks, so it is asked what
     * it makes of the notation.
     */
    private Optional<String> sounds(EspeakProgram program, String voice, String ipa) {
        Optional<String> notation = EspeakSounds.of(ipa)
                .filter(mnemonics -> transcribed.computeIfAbsent(
                        voice + " " + mnemonics, _ -> takes(program, voice, mnemonics, EspeakSounds.sounds(ipa))));
        if (notation.isEmpty()) {
            omissions.tell("the eSpeak NG voice " + voice + " lacks sounds of the pronunciation '" + ipa
                    + "': its text is spoken as it is written");
        }
        return notation;
    }

    private boolean takes(EspeakProgram program, String voice, String mnemonics, long sounds) {
        if (transcribed.size() >= TRANSCRIPTIONS_KEPT) {
            transcribed.clear();
        }
        byte[] answer = threads.call(new ChildProcess(
                List.of(program.binary(), "-q", "--ipa", "-v", voice, "--stdin"),
                ("[[" + mnemonics + "]]").getBytes(StandardCharsets.UTF_8)));
        return EspeakSounds.letters(new String(answer, StandardCharsets.UTF_8)) >= sounds;
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
