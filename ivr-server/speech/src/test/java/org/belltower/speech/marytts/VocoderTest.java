package org.belltower.speech.marytts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioInputStream;
import marytts.LocalMaryInterface;
import marytts.datatypes.MaryData;
import marytts.datatypes.MaryDataType;
import marytts.datatypes.MaryXML;
import marytts.features.FeatureRegistry;
import marytts.htsengine.HMMVoice;
import marytts.modules.HTSEngine;
import marytts.modules.TargetFeatureLister;
import marytts.modules.synthesis.Voice;
import marytts.unitselection.select.Target;
import marytts.util.dom.MaryDomUtils;
import org.belltower.audio.Level;
import org.belltower.speech.Prosody;
import org.belltower.speech.Span;
import org.belltower.speech.Utterance;
import org.belltower.speech.marytts.Vocoder.Piece;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.traversal.TreeWalker;

class VocoderTest {
    /** 20 ms at the voice's 48 kHz. */
    private static final int BLOCK = 960;

    @BeforeAll
    static void loadTheVoice() {
        try (MaryTts engine = MaryTts.open(new MarySettings(1, 1, Duration.ofSeconds(60)))) {
            engine.synthesize(Utterance.of("Hello.", Locale.US));
        }
    }

    /** The library's own engine speaks in one run. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "The unit net value is one point seven eight nine two, as of November the twentieth.",
                "Sixty six thousand, one hundred and seventy two dollars and six cents.",
                "Thank you for calling. Please press one for your balance, or say what you wish."
            })
    void inPiecesATextSoundsAsInOneRun(String text) throws Exception {
        short[] whole = MaryTts.pcm(spoken(new HTSEngine(), text)).toArray();
        short[] pieces = MaryTts.pcm(spoken(new HtsEngineInPieces(), text)).toArray();

        assertThat(pieces).hasSameSizeAs(whole);
        List<Double> apart = new ArrayList<>();
        List<Double> resemblances = new ArrayList<>();
        for (int at = 0; at + BLOCK <= whole.length; at += BLOCK) {
            double loudness = Level.dbfs(whole, at, BLOCK);
            if (loudness > -30) {
                apart.add(Math.abs(Level.dbfs(pieces, at, BLOCK) - loudness));
            }
            if (loudness > -15) {
                resemblances.add(resemblance(whole, pieces, at));
            }
        }

        // The library has the beginning louder, until the loudest sample has gone by; breath has another noise.
        assertThat(apart)
                .hasSizeGreaterThan(100)
                .allSatisfy(decibels -> assertThat(decibels).isLessThan(4));
        assertThat(resemblances).hasSizeGreaterThan(50);
        assertThat(resemblances.stream().filter(each -> each < 0.97).count())
                .as("blocks of a voice that sound otherwise, of %d", resemblances.size())
                .isLessThanOrEqualTo(resemblances.size() / 50);
        assertThat(steepest(pieces)).as("a click at a seam").isLessThan(steepest(whole) * 11 / 10);
    }

    private static int steepest(short[] samples) {
        return IntStream.range(1, samples.length)
                .map(i -> Math.abs(samples[i] - samples[i - 1]))
                .max()
                .orElseThrow();
    }

    @Test
    void aPieceBeginsWhereItIsQuietestAndVoiceless() {
        boolean[] voiced = new boolean[300];
        double[] loudness = new double[300];
        Arrays.fill(loudness, 5);
        Arrays.fill(voiced, 80, 90, true);
        loudness[85] = 1;
        loudness[100] = 2;
        loudness[129] = 0;

        // 85 is quieter and has a voice, 129 is quieter and too far from the beginning, 236 is the last that leaves
        // enough.
        assertThat(Vocoder.cut(voiced, loudness))
                .containsExactly(new Piece(0, 100), new Piece(100, 164), new Piece(164, 228), new Piece(228, 300));
    }

    @Test
    void whereTheVoiceGoesOnAPieceIsLonger() {
        boolean[] voiced = new boolean[400];
        Arrays.fill(voiced, 1, 200, true);
        Arrays.fill(voiced, 201, 400, true);

        assertThat(Vocoder.cut(voiced, new double[400])).containsExactly(new Piece(0, 200), new Piece(200, 400));
        Arrays.fill(voiced, true);
        assertThat(Vocoder.cut(voiced, new double[400])).containsExactly(new Piece(0, 400));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 127})
    void aShortTextIsOnePiece(int frames) {
        assertThat(Vocoder.cut(new boolean[frames], new double[frames])).containsExactly(new Piece(0, frames));
    }

    private static double resemblance(short[] one, short[] other, int at) {
        double both = 0;
        double first = 1;
        double second = 1;
        for (int i = at; i < at + BLOCK; i++) {
            both += (double) one[i] * other[i];
            first += (double) one[i] * one[i];
            second += (double) other[i] * other[i];
        }
        return both / Math.sqrt(first * second);
    }

    /** The way that the library's HMMSynthesizer goes. */
    private static AudioInputStream spoken(HTSEngine engine, String text) throws Exception {
        LocalMaryInterface mary = new LocalMaryInterface();
        mary.setLocale(Locale.US);
        mary.setVoice(MaryTts.VOICE);
        mary.setInputType("TOKENS");
        mary.setOutputType("ACOUSTPARAMS");
        Document acoustics = mary.generateXML(
                MaryTts.document(EnglishTokens.of(List.of(new Span(text, Prosody.NORMAL)), _ -> List.of())));
        TreeWalker walker = MaryDomUtils.createTreeWalker(acoustics, acoustics, MaryXML.PHONE, MaryXML.BOUNDARY);
        List<Element> segments = new ArrayList<>();
        for (Element next = (Element) walker.nextNode(); next != null; next = (Element) walker.nextNode()) {
            segments.add(next);
        }
        HMMVoice voice = (HMMVoice) Voice.getVoice(MaryTts.VOICE);
        String features = voice.getHMMData().getFeatureDefinition().getFeatureNames();
        List<Target> targets = new TargetFeatureLister()
                .getListTargetFeatures(FeatureRegistry.getTargetFeatureComputer(voice, features), segments);
        MaryData input = new MaryData(MaryDataType.TARGETFEATURES, Locale.US);
        input.setDefaultVoice(voice);
        return engine.process(input, targets, segments, null).getAudio();
    }
}
