package org.belltower.bench;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.belltower.grammar.Meaning;
import org.belltower.speech.corpus.SyntheticCaller;
import org.belltower.speech.corpus.SyntheticCaller.Half;
import org.belltower.speech.espeak.EspeakNg;
import org.belltower.speech.espeak.EspeakSettings;
import org.belltower.speech.marytts.MarySettings;
import org.belltower.speech.marytts.MaryTts;

/**
 * Synthesised callers and what they say, the same in every run; clips are made when they are first wanted, and kept in a folder.
 * <i>Thread-safe.</i> Closed by its opener.
 *
 * <p>Texts and voices of the two halves are others, except where a set has so few texts that all callers say them.
 */
final class SpeechCorpus implements AutoCloseable {
    /** A busy machine takes that long to load the voice, which is no failure of the engine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** One input in so many is MaryTTS's, which has one voice among eSpeak NG's many. */
    private static final int MARY_IN = 4;

    /** Texts of a set from which each half has its own. */
    private static final int ENOUGH_TEXTS = 20;

    private final KeptSynthesizer mary;
    private final KeptSynthesizer espeak;

    private SpeechCorpus(KeptSynthesizer mary, KeptSynthesizer espeak) {
        this.mary = mary;
        this.espeak = espeak;
    }

    /** Opens the voices; the folder is made where it is missing. */
    static SpeechCorpus open(Path folder) {
        EspeakNg espeak = EspeakNg.open(EspeakSettings.DEFAULT.withDeadline(PATIENCE));
        if (espeak.version().isEmpty()) {
            throw new BenchException("espeak-ng is not installed: apt-get install espeak-ng");
        }
        MaryTts mary = MaryTts.open(new MarySettings(1, 256, PATIENCE));
        return new SpeechCorpus(
                new KeptSynthesizer(mary, folder.resolve("mary")),
                new KeptSynthesizer(espeak, folder.resolve("espeak")));
    }

    /**
     * What the callers of a half say to a grammar, and what they say that it does not accept: as much of each.
     *
     * @param callers of the half at most, in an order in which every few have all voices, rates and pitches
     */
    List<SpokenInput> inputs(SpokenSet set, Half half, int each, int callers) {
        List<SyntheticCaller> all = SyntheticCaller.english(mary, espeak, half);
        var ofMary = mixed(
                        all.stream().filter(caller -> caller.engine() == mary).toList())
                .stream()
                .limit(Math.max(1, callers / MARY_IN))
                .toList();
        var ofEspeak = mixed(
                        all.stream().filter(caller -> caller.engine() == espeak).toList())
                .stream()
                .limit(Math.max(1, callers - ofMary.size()))
                .toList();
        var inputs = new ArrayList<SpokenInput>();
        for (int i = 0; i < each; i++) {
            SyntheticCaller caller = i % MARY_IN == 0
                    ? ofMary.get(i / MARY_IN % ofMary.size())
                    : ofEspeak.get((i - 1 - i / MARY_IN) % ofEspeak.size());
            inputs.add(input(set, text(set.inside(), half, i), half, caller));
            inputs.add(input(set, text(set.outside(), half, i), half, caller));
        }
        return List.copyOf(inputs);
    }

    /** In strides of about the golden section, so that each next one lies far from those before. */
    static <T> List<T> mixed(List<T> sorted) {
        int size = sorted.size();
        int stride = (int) Math.ceil(size * 0.618);
        while (!BigInteger.valueOf(stride).gcd(BigInteger.valueOf(size)).equals(BigInteger.ONE)) {
            stride++;
        }
        int step = stride;
        return IntStream.range(0, size)
                .mapToObj(i -> sorted.get(i * step % size))
                .toList();
    }

    private static String text(List<String> texts, Half half, int number) {
        int at = texts.size() < ENOUGH_TEXTS ? number : 2 * number + (half == Half.CHOOSING ? 0 : 1);
        return texts.get(at % (texts.size() - texts.size() % 2));
    }

    private static SpokenInput input(SpokenSet set, String text, Half half, SyntheticCaller caller) {
        Optional<Meaning> expected = set.meaning(text);
        var source = half == Half.CHOOSING ? SpokenInput.Source.CHOOSING : SpokenInput.Source.HELD_OUT;
        return new SpokenInput(set, text, expected, source, caller.name(), caller.say(text));
    }

    @Override
    public void close() {
        mary.close();
        espeak.close();
    }
}
