package org.belltower.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.belltower.speech.SynthesisCache;
import org.belltower.speech.SynthesisCacheSettings;
import org.belltower.speech.Synthesizer;
import org.belltower.speech.SynthesizerChain;
import org.belltower.speech.Utterance;
import org.belltower.speech.espeak.EspeakNg;
import org.belltower.speech.espeak.EspeakSettings;
import org.belltower.speech.marytts.MarySettings;
import org.belltower.speech.marytts.MaryTts;
import picocli.CommandLine.Option;

/**
 * {@code synthesis}: how long a caller waits for words. A sentence that has been spoken before is found in the cache, one that has
 * not is spoken first; what of that is the start of eSpeak NG's child process is measured by a child that speaks nothing.
 */
final class SynthesisBenchmark implements Benchmark {
    private static final List<String> ENGLISH_DIGITS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    private static final List<String> CHINESE_DIGITS = List.of("零", "一", "二", "三", "四", "五", "六", "七", "八", "九");

    /** Sentences that nobody counts: the compiler has to see MaryTTS first. */
    private static final int WARM_UP = 20;

    /** A busy machine takes that long to load the voice, which is no failure of the engine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(
            names = "--sentences",
            defaultValue = "100",
            description = "Sentences of each kind, at most 1000 (default 100).")
    private int sentences;

    @Override
    public String name() {
        return "synthesis";
    }

    @Override
    public String purpose() {
        return "time to a sentence's clip, cached and not, by engine; the start of an eSpeak NG process";
    }

    @Override
    public List<Figure> measure(Workbench bench) throws InterruptedException {
        var figures = new ArrayList<Figure>();
        EspeakNg espeak = EspeakNg.open(EspeakSettings.DEFAULT);
        MaryTts mary = MaryTts.open(new MarySettings(1, 1, PATIENCE));
        try (SynthesizerChain chain = SynthesizerChain.of(InstantSource.system(), List.of(mary, espeak));
                SynthesisCache cache = SynthesisCache.open(
                        SynthesisCacheSettings.in(bench.emptyFolder("synthesis")), chain, InstantSource.system())) {
            if (espeak.version().isEmpty()) {
                throw new BenchException("espeak-ng is not installed: apt-get install espeak-ng");
            }
            chain.warmUp();
            figures.addAll(times("start of an eSpeak NG process", sentences, _ -> startChild()));
            speak(figures, "MaryTTS, American English", mary, cache, SynthesisBenchmark::english);
            // However busy the machine is; the engine speaks on two threads of this process.
            figures.addAll(times(
                    "MaryTTS, American English, processor time",
                    sentences,
                    i -> mary.synthesize(english(i)),
                    SynthesisBenchmark::processorNanos));
            speak(figures, "eSpeak NG, Mandarin", espeak, cache, SynthesisBenchmark::chinese);
        }
        return figures;
    }

    private void speak(
            List<Figure> figures,
            String situation,
            Synthesizer engine,
            SynthesisCache cache,
            IntFunction<Utterance> sentence) {
        for (int i = 0; i < WARM_UP; i++) {
            engine.synthesize(sentence.apply(i));
        }
        figures.addAll(times(situation + ", engine alone", sentences, i -> engine.synthesize(sentence.apply(i))));
        figures.addAll(times(situation + ", uncached clip", sentences, i -> cache.clip(sentence.apply(i))));
        figures.addAll(times(situation + ", cached clip", sentences, i -> cache.clip(sentence.apply(i))));
    }

    private static List<Figure> times(String situation, int count, IntConsumer work) {
        return times(situation, count, work, System::nanoTime);
    }

    /** @param nanos what is measured by */
    private static List<Figure> times(String situation, int count, IntConsumer work, LongSupplier nanos) {
        var millis = new ArrayList<Double>();
        for (int i = 0; i < count; i++) {
            long begin = nanos.getAsLong();
            work.accept(i);
            millis.add((nanos.getAsLong() - begin) / 1e6);
        }
        Samples samples = Samples.of(millis);
        return List.of(
                new Figure(situation, "p50", samples.percentile(50), "ms", samples.count()),
                new Figure(situation, "p95", samples.percentile(95), "ms", samples.count()));
    }

    private static long processorNanos() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            return system.getProcessCpuTime();
        }
        throw new BenchException("this JVM does not say what it uses; take a HotSpot JDK");
    }

    private static void startChild() {
        try {
            Process child = new ProcessBuilder("espeak-ng", "-q", "--stdout", "a").start();
            try (InputStream out = child.getInputStream()) {
                out.readAllBytes();
            }
            child.waitFor();
        } catch (IOException e) {
            throw new BenchException("espeak-ng does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static Utterance english(int number) {
        return Utterance.of(
                "The unit net value is " + digits(number, ENGLISH_DIGITS, " ") + ", as of November twentieth.",
                Locale.US);
    }

    private static Utterance chinese(int number) {
        return Utterance.of(
                "您的账户单位净值是" + digits(number, CHINESE_DIGITS, "") + "元，日期十一月二十日。", Locale.SIMPLIFIED_CHINESE);
    }

    private static String digits(int number, List<String> words, String between) {
        return String.join(between, words.get(number / 100 % 10), words.get(number / 10 % 10), words.get(number % 10));
    }
}
