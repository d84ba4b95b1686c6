package org.belltower.speech.vosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.belltower.audio.Pcm;
import org.belltower.speech.Utterance;
import org.belltower.speech.corpus.LineSound;
import org.belltower.speech.corpus.LineSound.Noise;
import org.belltower.speech.recognition.Admission;
import org.belltower.speech.recognition.Heard;
import org.belltower.speech.recognition.Hearing;
import org.belltower.speech.recognition.ListeningRequest;
import org.belltower.speech.recognition.Reading;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the generic recogniser properties change in what becomes of the same spoken words. Spec: VoiceXML 2.0 §6.3.2.
 *
 * <p>The decoder dithers its input, so that no two results are quite alike: what is compared is well apart.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecognitionPropertiesTest {
    private static final String MENU = "balance | transfer | operator | (net value)";

    private VoskRecognizer recognizer;
    private static final String DIGITS = "(zero | one | two | three | four | five | six | seven | eight | nine)<1-16>";

    private static final List<String> OTHER_WORDS = List.of(
            "opera",
            "transport",
            "network",
            "transmitter",
            "I would like to speak to somebody please",
            "the weather is nice today",
            "my bank account",
            "tell me about funds",
            "hello",
            "what is this",
            "no thank you",
            "chancellor",
            "better offer");

    @BeforeAll
    void open() {
        recognizer = VoskRecognizer.open(ListeningRoom.settings(2));
    }

    @AfterAll
    void close() {
        recognizer.close();
    }

    private HeardWords told(ListeningRequest request, Pcm said) {
        var listener = new HeardWords();
        if (!(recognizer.rehearse(request, listener) instanceof Admission.Admitted admitted)) {
            throw new AssertionError("refused, though nobody else is listened to");
        }
        try (Hearing hearing = admitted.hearing()) {
            hearing.promptsEnded();
            short[] samples = said.toArray();
            hearing.hear(samples, samples.length);
        }
        return listener;
    }

    private Heard heard(ListeningRequest request, Pcm said) {
        return told(request, said).heard();
    }

    private List<Reading> readings(ListeningRequest request, Pcm said) {
        return heard(request, said) instanceof Heard.Understood understood ? understood.readings() : List.of();
    }

    private static Pcm said(String words, double dbfs) {
        return ListeningRoom.line(ListeningRoom.mary().synthesize(Utterance.of(words, Locale.US)), dbfs);
    }

    private static Pcm saidByAMan(String words) {
        return ListeningRoom.line(ListeningRoom.espeak().synthesize(Utterance.of(words, Locale.US)), -20);
    }

    private static Pcm withNoise(Pcm line, double dbfs) {
        return LineSound.mixed(line, LineSound.noise(Noise.PINK, line.length(), dbfs, 3));
    }

    /** What is surer than the level is understood, what is less sure is not. */
    @Test
    void confidencelevelPartsWhatIsSurerFromWhatIsLess() {
        Pcm sure = said("operator", -20);
        Pcm doubtful = said("imbalance", -20);

        assertThat(readings(Requests.sure(MENU, 0.1, 1), sure)).isNotEmpty();
        assertThat(readings(Requests.sure(MENU, 0.1, 1), doubtful)).isNotEmpty();
        assertThat(readings(Requests.sure(MENU, 0.8, 1), sure)).isNotEmpty();
        assertThat(heard(Requests.sure(MENU, 0.8, 1), doubtful))
                .isInstanceOfSatisfying(
                        Heard.NotUnderstood.class,
                        nomatch -> assertThat(nomatch.confidence()).isBetween(0.1, 0.8));
    }

    /** What begins to be heard at a sensitivity is heard at each higher one. */
    @ParameterizedTest(name = "at {0} dBFS from {1} on")
    @CsvSource({"-30, 0.25", "-40, 0.5", "-50, 1.0"})
    void sensitivityIsHowQuietlyOneMaySpeak(double dbfs, double from) {
        Pcm said = said("yes", dbfs);

        for (double sensitivity : List.of(0.0, 0.25, 0.5, 0.75, 1.0)) {
            // Between two steps lies where it depends on the loudest of the word.
            if (sensitivity < from - 0.25 || sensitivity >= from) {
                assertThat(told(Requests.sensitive("yes | no", sensitivity), said)
                                .speech())
                        .as("heard at a sensitivity of %s", sensitivity)
                        .isEqualTo(sensitivity >= from);
            }
        }
    }

    /** Of digits in noise the comparison with all words of the model keeps out what is none. */
    @Test
    void speedvsaccuracyIsWhatComparesTheInputWithAllWords() {
        int quick = 0;
        int accurate = 0;
        for (String words : OTHER_WORDS) {
            for (Pcm clean : List.of(said(words, -20), saidByAMan(words))) {
                Pcm said = withNoise(clean, -30);
                quick += readings(Requests.quick(DIGITS), said).isEmpty() ? 0 : 1;
                accurate += readings(Requests.of(DIGITS), said).isEmpty() ? 0 : 1;
            }
        }

        assertThat(accurate).as("accepted of what is no digits").isLessThan(quick);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 1.0})
    void digitsAreUnderstoodHoweverMuchSpeedIsWanted(double accuracy) {
        ListeningRequest request = accuracy == 0 ? Requests.quick(DIGITS) : Requests.of(DIGITS);

        assertThat(readings(request, said("five nine five nine", -20)))
                .first()
                .extracting(Reading::words)
                .isEqualTo("five nine five nine");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "10, 3"})
    void maxnbestIsHowManyReadingsADocumentGets(int most, int readings) {
        assertThat(readings(Requests.anything("two | too | to", most), said("two", -20)))
                .hasSize(readings)
                .isSortedAccordingTo(
                        Comparator.comparingDouble(Reading::confidence).reversed());
    }

    /** In noise it may have been something else, and that is told too. */
    @Test
    void maxnbestGivesOtherWordsWhereTheyMayHaveBeenSaid() {
        Pcm said = withNoise(said("five nine five nine", -20), -30);

        List<Reading> all = readings(Requests.anything(DIGITS, 10), said);

        assertThat(all).hasSizeGreaterThan(1);
        assertThat(all.stream().map(Reading::words)).doesNotHaveDuplicates().contains("five nine five nine");
    }
}
