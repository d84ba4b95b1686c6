package org.belltower.bench;

import java.util.List;

/** Every benchmark there is. */
final class Benchmarks {
    private Benchmarks() {}

    /** New ones, in the order in which they are listed. */
    static List<Benchmark> all() {
        return List.of(
                new CallBenchmark(),
                new CallsBenchmark(),
                new MediaClockBenchmark(),
                new EventSocketBenchmark(),
                new DialogBenchmark(),
                new VoiceXmlBenchmark(),
                new GrammarBenchmark(),
                new SynthesisBenchmark(),
                new SpeechBenchmark());
    }
}
