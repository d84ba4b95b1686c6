package org.belltower.speech.marytts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import marytts.LocalMaryInterface;
import marytts.datatypes.MaryXML;
import marytts.exceptions.MaryConfigurationException;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.EngineThreads;
import org.belltower.speech.Mastering;
import org.belltower.speech.Omissions;
import org.belltower.speech.Pronunciation;
import org.belltower.speech.Prosody;
import org.belltower.speech.Span;
import org.belltower.speech.SpeakableText;
import org.belltower.speech.SynthesisException;
import org.belltower.speech.SynthesisException.Failure;
import org.belltower.speech.Synthesizer;
import org.belltower.speech.Utterance;
import org.belltower.speech.VoiceWish;
import org.belltower.speech.VoiceWish.Gender;
import org.belltower.speech.marytts.EnglishTokens.Token;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Speaks American English with MaryTTS 5.2.1 and its voice {@value #VOICE}, in this process. <em>Thread-safe.</em>
 *
 * <p>The library keeps its modules in statics, so all instances in a process share one voice (about 100 MB, loaded in
 * two to four seconds with the first text or by {@link #warmUp()}); closing an engine ends its threads, not the library.
 */
public final class MaryTts implements Synthesizer {
    static final String VOICE = "cmu-slt-hsmm";

    private static final String NAME = "marytts";

    /** Measured: the library shortens sounds by about this share less than the rate that it is told. */
    private static final double RATE_SHARE = 1.15;

    /** Measured over long sentences. */
    private static final double VOICE_HERTZ = 170;

    private static final String FIRST = "Thank you for calling. Please hold the line, you will be connected shortly.";

    /** Years that the voice passes for. */
    private static final int YOUNGEST = 16;

    private static final int OLDEST = 60;

    private static final int CHUNK = 16 * 1024;

    private final EngineThreads threads;
    private final Omissions omissions = new Omissions();

    private MaryTts(MarySettings settings) {
        threads = EngineThreads.open(NAME, settings.atOnce(), settings.waiting(), settings.deadline());
    }

    /** An engine that loads its voice with the first text. */
    public static MaryTts open(MarySettings settings) {
        return new MaryTts(settings);
    }

    @Override
    public String id() {
        return NAME + " 5.2.1 " + VOICE + " s3 " + Mastering.VERSION;
    }

    /** English, American or of no stated country: an English voice of another country is another engine's. */
    @Override
    public boolean speaks(Locale language) {
        return language.getLanguage().equals("en")
                && (language.getCountry().isEmpty() || language.getCountry().equals("US"));
    }

    /** A grown woman's. */
    @Override
    public boolean has(VoiceWish voice, Locale language) {
        boolean named =
                voice.names().stream().anyMatch(name -> name.equalsIgnoreCase(VOICE) || name.equalsIgnoreCase("slt"));
        return named
                || (voice.names().isEmpty()
                        && voice.gender().orElse(Gender.FEMALE) == Gender.FEMALE
                        && voice.age().orElse(YOUNGEST) >= YOUNGEST
                        && voice.age().orElse(OLDEST) <= OLDEST
                        && voice.variant().orElse(1) == 1);
    }

    @Override
    public void warmUp() {
        synthesize(Utterance.of(FIRST, Locale.US));
    }

    @Override
    public Pcm synthesize(Utterance utterance) {
        List<Span> spans = SpeakableText.spans(NAME, utterance);
        if (!speaks(utterance.language())) {
            throw new SynthesisException(
                    Failure.NO_VOICE,
                    NAME,
                    "MaryTTS has no voice for " + utterance.language().toLanguageTag());
        }
        if (!has(utterance.voice(), utterance.language())) {
            omissions.tell(NAME + " has no voice as wished for (" + utterance.voice() + "); it speaks with " + VOICE);
        }
        List<List<Token>> sentences = EnglishTokens.of(spans, this::sounds);
        if (sentences.isEmpty()) {
            throw new SynthesisException(Failure.BAD_TEXT, NAME, "the text holds no word that can be spoken");
        }
        if (spans.stream().anyMatch(span -> span.prosody().range() != 1)) {
            omissions.tell(NAME + " has one range of pitch: that of a document is left out");
        }
        Pcm raw = threads.call(() -> speak(sentences));
        return Mastering.master(NAME, raw, utterance.volume());
    }

    private List<String> sounds(Pronunciation pronunciation) {
        List<String> words = switch (pronunciation.alphabet()) {
            case IPA -> MarySounds.of(pronunciation.sounds()).orElse(List.of());
            case PINYIN -> List.of();
        };
        if (words.isEmpty()) {
            omissions.tell(NAME + " cannot say the pronunciation '" + pronunciation.sounds()
                    + "': its text is spoken as it is written");
        }
        return words;
    }

    private static Pcm speak(List<List<Token>> sentences) throws Exception {
        LocalMaryInterface mary = mary();
        mary.setLocale(Locale.US);
        mary.setVoice(VOICE);
        mary.setInputType("TOKENS");
        mary.setOutputType("AUDIO");
        try (AudioInputStream audio = mary.generateAudio(document(sentences))) {
            return pcm(audio);
        }
    }

    /** One for each text: the library's front is cheap and not thread-safe, what lies behind it is both. */
    private static LocalMaryInterface mary() throws MaryConfigurationException {
        ConfigurationLoader.apply();
        return new LocalMaryInterface();
    }

    static Document document(List<List<Token>> sentences) {
        Document document = MaryXML.newDocument();
        Element root = document.getDocumentElement();
        root.setAttribute("xml:lang", "en-US");
        Element paragraph = MaryXML.appendChildElement(root, MaryXML.PARAGRAPH);
        for (List<Token> tokens : sentences) {
            Element sentence = MaryXML.appendChildElement(paragraph, MaryXML.SENTENCE);
            Element around = sentence;
            Prosody manner = Prosody.NORMAL;
            for (Token token : tokens) {
                // A new manner begins with a word: the library loses a mark that stands alone in an element.
                boolean word = SpeakableText.isSpeakable(token.text());
                if (word && !token.manner().equals(manner)) {
                    manner = token.manner();
                    around = withProsody(sentence, manner);
                }
                Element element = MaryXML.appendChildElement(around, MaryXML.TOKEN);
                element.setTextContent(token.text());
                token.sounds().ifPresent(sounds -> element.setAttribute("ph", sounds));
                if (!word) {
                    // The library makes a phrase of what a mark ends, and loses an element that reaches into the next.
                    around = sentence;
                    manner = Prosody.NORMAL;
                }
            }
        }
        return document;
    }

    /** Where words go: into an element that states what differs from the voice's own way. */
    private static Element withProsody(Element sentence, Prosody prosody) {
        double pitch = prosody.pitch().factorFor(VOICE_HERTZ);
        if (prosody.rate() == 1 && pitch == 1 && prosody.contour().isEmpty()) {
            return sentence;
        }
        Element element = MaryXML.appendChildElement(sentence, MaryXML.PROSODY);
        if (prosody.rate() != 1) {
            element.setAttribute("rate", percent(RATE_SHARE * (1 - 1 / prosody.rate())));
        }
        if (pitch != 1) {
            element.setAttribute("pitch", percent(pitch - 1));
        }
        if (!prosody.contour().isEmpty()) {
            element.setAttribute(
                    "contour",
                    prosody.contour().stream()
                            .map(turn -> "(" + turn.percent() + "%,"
                                    + percent(turn.pitch().factorFor(VOICE_HERTZ) - 1) + ")")
                            .collect(Collectors.joining()));
        }
        return element;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%+d%%", Math.round(100 * share));
    }

    static Pcm pcm(AudioInputStream audio) throws IOException {
        AudioFormat format = audio.getFormat();
        if (format.getChannels() != 1 || format.getSampleSizeInBits() != 16) {
            throw new IOException("MaryTTS gave " + format + "; want 16 bits mono");
        }
        // Not readAllBytes: the library's stream answers a read into a nearly full buffer with fewer bytes or none.
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int count = audio.read(chunk); count >= 0; count = audio.read(chunk)) {
            all.write(chunk, 0, count);
        }
        short[] samples = new short[all.size() / 2];
        ByteBuffer.wrap(all.toByteArray())
                .order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return Pcm.of(samples, new SampleRate(Math.round(format.getSampleRate())));
    }

    @Override
    public void close() {
        threads.close();
    }
}
