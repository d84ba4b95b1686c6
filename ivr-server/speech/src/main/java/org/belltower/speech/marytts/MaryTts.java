package org.belltower.speech.marytts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import marytts.LocalMaryInterface;
import marytts.datatypes.MaryXML;
import marytts.exceptions.MaryConfigurationException;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.EngineThreads;
import org.belltower.speech.Mastering;
import org.belltower.speech.Prosody;
import org.belltower.speech.SpeakableText;
import org.belltower.speech.SynthesisException;
import org.belltower.speech.SynthesisException.Failure;
import org.belltower.speech.Synthesizer;
import org.belltower.speech.Utterance;
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

    private static final int CHUNK = 16 * 1024;

    private final EngineThreads threads;

    private MaryTts(MarySettings settings) {
        threads = EngineThreads.open(NAME, settings.atOnce(), settings.waiting(), settings.deadline());
    }

    /** An engine that loads its voice with the first text. */
    public static MaryTts open(MarySettings settings) {
        return new MaryTts(settings);
    }

    @Override
    public String id() {
        return NAME + " 5.2.1 " + VOICE + " " + Mastering.VERSION;
    }

    /** English, American or of no stated country: an English voice of another country is another engine's. */
    @Override
    public boolean speaks(Locale language) {
        return language.getLanguage().equals("en")
                && (language.getCountry().isEmpty() || language.getCountry().equals("US"));
    }

    @Override
    public void warmUp() {
        synthesize(Utterance.of("ready", Locale.US));
    }

    @Override
    public Pcm synthesize(Utterance utterance) {
        String text = SpeakableText.of(NAME, utterance.text());
        if (!speaks(utterance.language())) {
            throw new SynthesisException(
                    Failure.NO_VOICE,
                    NAME,
                    "MaryTTS has no voice for " + utterance.language().toLanguageTag());
        }
        List<List<String>> sentences = EnglishTokens.of(text);
        if (sentences.isEmpty()) {
            throw new SynthesisException(Failure.BAD_TEXT, NAME, "the text holds no word that can be spoken");
        }
        Pcm raw = threads.call(() -> speak(sentences, utterance.prosody()));
        return Mastering.master(NAME, raw, utterance.prosody().volume());
    }

    private static Pcm speak(List<List<String>> sentences, Prosody prosody) throws Exception {
        LocalMaryInterface mary = mary();
        mary.setLocale(Locale.US);
        mary.setVoice(VOICE);
        mary.setInputType("TOKENS");
        mary.setOutputType("AUDIO");
        try (AudioInputStream audio = mary.generateAudio(document(sentences, prosody))) {
            return pcm(audio);
        }
    }

    /** One for each text: the library's front is cheap and not thread-safe, what lies behind it is both. */
    private static LocalMaryInterface mary() throws MaryConfigurationException {
        ConfigurationLoader.apply();
        return new LocalMaryInterface();
    }

    private static Document document(List<List<String>> sentences, Prosody prosody) {
        Document document = MaryXML.newDocument();
        Element root = document.getDocumentElement();
        root.setAttribute("xml:lang", "en-US");
        Element paragraph = MaryXML.appendChildElement(root, MaryXML.PARAGRAPH);
        for (List<String> tokens : sentences) {
            Element sentence = withProsody(MaryXML.appendChildElement(paragraph, MaryXML.SENTENCE), prosody);
            tokens.forEach(
                    token -> MaryXML.appendChildElement(sentence, MaryXML.TOKEN).setTextContent(token));
        }
        return document;
    }

    /** Where the words of a sentence go: into an element that states rate and pitch, if they differ from the voice's. */
    private static Element withProsody(Element sentence, Prosody prosody) {
        if (prosody.rate() == 1 && prosody.pitch() == 1) {
            return sentence;
        }
        Element element = MaryXML.appendChildElement(sentence, MaryXML.PROSODY);
        element.setAttribute("rate", percent(RATE_SHARE * (1 - 1 / prosody.rate())));
        element.setAttribute("pitch", percent(prosody.pitch() - 1));
        return element;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%+d%%", Math.round(100 * share));
    }

    private static Pcm pcm(AudioInputStream audio) throws IOException {
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
