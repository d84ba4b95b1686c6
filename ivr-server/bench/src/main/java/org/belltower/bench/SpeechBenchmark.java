package org.belltower.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.belltower.bench.SpokenInput.Source;
import org.belltower.speech.corpus.SyntheticCaller.Half;
import org.belltower.speech.model.ModelStore;
import org.belltower.speech.vosk.VoskRecognizer;
import org.belltower.speech.vosk.VoskSettings;
import org.belltower.voicexml.SpeechSettings;
import picocli.CommandLine.Option;

/**
 * {@code speech}: how callers are understood: synthesised ones of two halves, and people's recordings where there are some. Accuracy on
 * the time of the samples, waits in real time.
 */
final class SpeechBenchmark implements Benchmark {
    /** Callers at once while the waits of each set are measured: what a processor does easily. */
    private static final int EASY = 2;

    /** A lag at the end of speech that callers do not notice beside the silence that is waited for anyway. */
    private static final double NO_LAG_MILLIS = 200;

    private static final int PERCENT = 100;

    /** Written again after each set, so that a run which is broken off leaves what it has. */
    private static final String INPUTS = "speech-inputs.csv";

    @Option(names = "--set", split = ",", description = "Sets, such as digits,boolean (default all; see the README).")
    private Set<String> wanted = new TreeSet<>();

    @Option(
            names = "--condition",
            split = ",",
            description = "clean, noise_20, noise_10, loss_2, loss_5 (default all).")
    private Set<LineCondition> conditions = new TreeSet<>(Arrays.asList(LineCondition.values()));

    @Option(
            names = "--limit",
            defaultValue = "6",
            description = "Inputs of each set, half and kind (accepted or not) in each condition (default 6).")
    private int limit;

    @Option(names = "--choose", description = "Have the half of callers speak too with which thresholds are chosen.")
    private boolean choose;

    @Option(names = "--speakers", defaultValue = "36", description = "Speakers of each half at most (default 36).")
    private int speakers;

    @Option(
            names = "--recordings",
            description = "A folder with recordings of your own: SET/NAME.wav and SET/NAME.txt.")
    private Optional<Path> recordings = Optional.empty();

    @Option(
            names = "--switch",
            defaultValue = "freeswitch",
            description = "What stands in for lost packets: freeswitch (default) or embedded.")
    private LossyLine line = LossyLine.FREESWITCH;

    @Option(
            names = "--at-once",
            split = ",",
            defaultValue = "4,8,12,16",
            description = "Callers who speak at once in real time (default 4,8,12,16; 0 for none).")
    private List<Integer> atOnce = List.of();

    @Option(names = "--seconds", defaultValue = "20", description = "Length of each part in real time (default 20).")
    private int seconds;

    @Override
    public String name() {
        return "speech";
    }

    @Override
    public String purpose() {
        return "what callers say: understood, rejected, time to the result, processor time, callers at once";
    }

    @Override
    public boolean isWide() {
        return true;
    }

    @Override
    public List<Figure> measure(Workbench bench) throws InterruptedException {
        if (limit < 1 || speakers < 2 || seconds < 1 || atOnce.stream().anyMatch(many -> many < 0)) {
            throw new BenchException("--limit and --seconds are 1 or more, --speakers 2 or more, --at-once 0 or more");
        }
        List<SpokenSet> sets = sets();
        int most = atOnce.stream().mapToInt(many -> many).max().orElse(0);
        int processors = Runtime.getRuntime().availableProcessors();
        var settings = new VoskSettings(
                ModelStore.in(bench.home().resolve("var").resolve("models")), Math.max(EASY, most), processors, 0);
        try (SpeechCorpus corpus = SpeechCorpus.open(bench.folder().resolve("speech-corpus"));
                VoskRecognizer recognizer = VoskRecognizer.open(settings);
                ExecutorService workers = Executors.newFixedThreadPool(
                        processors, Thread.ofPlatform().name("rehearsal-", 1).factory())) {
            return measure(bench, sets, corpus, recognizer, workers);
        }
    }

    private List<Figure> measure(
            Workbench bench,
            List<SpokenSet> sets,
            SpeechCorpus corpus,
            VoskRecognizer recognizer,
            ExecutorService workers)
            throws InterruptedException {
        var heard = new ArrayList<RecognisedInput>();
        for (SpokenSet set : sets) {
            bench.note(set.name() + ": synthesised callers");
            for (Half half : choose ? List.of(Half.values()) : List.of(Half.HELD_OUT)) {
                heard.addAll(rehearse(corpus.inputs(set, half, limit, speakers), recognizer, workers));
                SpeechFiles.inputs(bench.folder().resolve(INPUTS), heard);
            }
        }
        List<SpokenInput> recorded = recorded(bench, sets);
        if (!recorded.isEmpty()) {
            bench.note(recorded.size() + " recordings");
            heard.addAll(rehearse(recorded, recognizer, workers));
        }
        SpeechFiles.inputs(bench.folder().resolve(INPUTS), heard);
        SpeechFiles.curves(bench.folder().resolve("speech-curves.csv"), curves(heard));
        bench.note("every input: var/bench/speech-inputs.csv; curves over the confidence: var/bench/speech-curves.csv");

        var figures = new ArrayList<Figure>();
        figures.addAll(accuracy(heard));
        figures.addAll(threshold(heard));
        figures.addAll(live(bench, recognizer, heard));
        return figures;
    }

    private List<SpokenSet> sets() {
        List<SpokenSet> all = SpokenSets.all();
        Set<String> known =
                all.stream().map(SpeechBenchmark::optionName).collect(Collectors.toCollection(TreeSet::new));
        wanted.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new BenchException("there is no set " + name + "; the sets are " + String.join(", ", known));
        });
        return all.stream()
                .filter(set -> wanted.isEmpty() || wanted.contains(optionName(set)))
                .toList();
    }

    private static String optionName(SpokenSet set) {
        return set.name().replace(' ', '-');
    }

    private List<SpokenInput> recorded(Workbench bench, List<SpokenSet> sets) {
        if (recordings.isPresent()) {
            return RecordedSpeech.in(recordings.get(), sets);
        }
        var debian = new DebianRecordings(Path.of("/"));
        if (!debian.missing().isEmpty()) {
            bench.note("recordings of people left out: apt-get install " + String.join(" ", debian.missing()));
        }
        return debian.inputs(sets, limit);
    }

    private List<RecognisedInput> rehearse(List<SpokenInput> inputs, VoskRecognizer recognizer, ExecutorService workers)
            throws InterruptedException {
        var waiting = new ArrayList<Future<RecognisedInput>>();
        for (SpokenInput input : inputs) {
            for (LineCondition condition : conditions) {
                waiting.add(workers.submit(() -> RehearsedInput.of(input, condition, line, recognizer)));
            }
        }
        var heard = new ArrayList<RecognisedInput>();
        for (Future<RecognisedInput> one : waiting) {
            try {
                heard.add(one.get());
            } catch (ExecutionException e) {
                throw new BenchException("an input could not be recognised: " + e.getCause(), e);
            }
        }
        return heard;
    }

    private static Map<List<String>, List<AcceptancePoint>> curves(List<RecognisedInput> heard) {
        var groups = new LinkedHashMap<List<String>, List<RecognisedInput>>();
        for (RecognisedInput one : heard) {
            String source = one.input().source().title();
            groups.computeIfAbsent(List.of(one.input().set().name(), source), _ -> new ArrayList<>())
                    .add(one);
            groups.computeIfAbsent(List.of("all sets", source), _ -> new ArrayList<>())
                    .add(one);
        }
        var curves = new LinkedHashMap<List<String>, List<AcceptancePoint>>();
        groups.forEach((key, inputs) -> curves.put(key, AcceptancePoint.curve(inputs)));
        return curves;
    }

    /** A row a set and condition, of those of whom nothing was chosen. */
    private static List<Figure> accuracy(List<RecognisedInput> heard) {
        var rows = new LinkedHashMap<String, List<RecognisedInput>>();
        for (RecognisedInput one : heard) {
            if (one.input().source() != Source.CHOOSING) {
                String who = one.input().source() == Source.RECORDED ? ", recorded" : "";
                rows.computeIfAbsent(
                                one.input().set().name() + who + ", "
                                        + one.condition().title(),
                                _ -> new ArrayList<>())
                        .add(one);
            }
        }
        var figures = new ArrayList<Figure>();
        double wanted = SpeechSettings.DEFAULT.confidenceLevel().value();
        rows.forEach((row, inputs) -> figures.addAll(row(row, inputs, AcceptancePoint.of(inputs, wanted))));
        return figures;
    }

    private static List<Figure> row(String row, List<RecognisedInput> inputs, AcceptancePoint point) {
        var figures = new ArrayList<Figure>();
        if (point.inside() > 0) {
            figures.add(new Figure(row, "right", PERCENT * point.rightShare(), "%", point.inside()));
            figures.add(new Figure(row, "misheard", PERCENT * point.wrongShare(), "%", point.inside()));
            figures.add(new Figure(row, "false reject", PERCENT * point.falseRejectShare(), "%", point.inside()));
        }
        if (point.outside() > 0) {
            figures.add(new Figure(row, "false accept", PERCENT * point.falseAcceptShare(), "%", point.outside()));
        }
        List<Double> waits = inputs.stream()
                .filter(one -> one.input().inside())
                .flatMap(one -> one.afterSpeech().stream().boxed())
                .toList();
        if (!waits.isEmpty()) {
            figures.addAll(waits(row, Samples.of(waits)));
        }
        double spoken = inputs.stream()
                .mapToDouble(one -> one.input().clip().duration().toMillis() / 1e3)
                .sum();
        double used = inputs.stream().mapToDouble(RecognisedInput::used).sum();
        figures.add(new Figure(row, "real-time factor", used / spoken, "", inputs.size()));
        figures.add(new Figure(row, "at once a core", spoken / used, "", inputs.size()));
        return figures;
    }

    private static List<Figure> waits(String row, Samples waits) {
        return List.of(
                new Figure(row, "to result, p50", waits.percentile(50), "ms", waits.count()),
                new Figure(row, "p95", waits.percentile(95), "ms", waits.count()));
    }

    /** What the choosing half says is the best threshold, where it has spoken, and what the platform has. */
    private static List<Figure> threshold(List<RecognisedInput> heard) {
        List<RecognisedInput> choosing = heard.stream()
                .filter(one -> one.input().source() == Source.CHOOSING)
                .toList();
        if (choosing.isEmpty()) {
            return List.of();
        }
        AcceptancePoint best = AcceptancePoint.best(AcceptancePoint.curve(choosing));
        return List.of(
                new Figure("threshold", "best of choosing half", best.threshold(), "", choosing.size()),
                new Figure(
                        "threshold",
                        "platform",
                        SpeechSettings.DEFAULT.confidenceLevel().value(),
                        "",
                        1));
    }

    private List<Figure> live(Workbench bench, VoskRecognizer recognizer, List<RecognisedInput> heard)
            throws InterruptedException {
        List<RecognisedInput> inputs = heard.stream()
                .filter(one -> one.condition() == LineCondition.CLEAN
                        && one.input().source() == Source.HELD_OUT
                        && one.input().inside()
                        && one.afterSpeech().isPresent())
                .toList();
        if (inputs.isEmpty() || atOnce.contains(0)) {
            return List.of();
        }
        var figures = new ArrayList<Figure>();
        var steps = new TreeSet<>(atOnce);
        steps.add(EASY);
        int borne = 0;
        for (int callers : steps) {
            bench.note(callers + " callers speak in real time");
            LiveHearings.Waits waits = new LiveHearings(recognizer, inputs).of(callers, Duration.ofSeconds(seconds));
            String row = callers + " speak at once, live";
            if (!waits.endToResult().isEmpty()) {
                figures.addAll(waits(row, Samples.of(waits.endToResult())));
                Samples lags = Samples.of(waits.lags());
                figures.add(new Figure(row, "lag, p95", lags.percentile(95), "ms", lags.count()));
                boolean bearable = waits.withoutResult() == 0 && lags.percentile(95) < NO_LAG_MILLIS;
                borne = bearable ? callers : borne;
            }
            figures.add(new Figure(
                    row,
                    "no result",
                    waits.withoutResult(),
                    "",
                    waits.endToResult().size() + waits.withoutResult()));
        }
        if (borne > 0) {
            int processors = Runtime.getRuntime().availableProcessors();
            figures.add(new Figure(
                    "most without a lag, live", "at once a core", (double) borne / processors, "", processors));
        }
        return figures;
    }
}
