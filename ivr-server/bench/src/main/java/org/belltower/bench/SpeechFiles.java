package org.belltower.bench;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code speech} writes beside its figures: every input, and the curves over the confidence; CSV, UTF-8. Stateless. */
final class SpeechFiles {
    private SpeechFiles() {}

    /** One row an input. */
    static void inputs(Path file, List<RecognisedInput> inputs) {
        write(
                file,
                List.of(
                        "set",
                        "source",
                        "speaker",
                        "condition",
                        "said",
                        "inside",
                        "heard",
                        "confidence",
                        "right",
                        "ms after speech",
                        "processor s",
                        "speech s"),
                inputs.stream()
                        .map(one -> List.of(
                                one.input().set().name(),
                                one.input().source().title(),
                                one.input().speaker(),
                                one.condition().title(),
                                one.input().said(),
                                String.valueOf(one.input().inside()),
                                one.reading().map(reading -> reading.words()).orElse(one.ending()),
                                one.reading()
                                        .map(reading -> number(reading.confidence()))
                                        .orElse(""),
                                String.valueOf(one.right()),
                                one.afterSpeech().isPresent()
                                        ? number(one.afterSpeech().getAsDouble())
                                        : "",
                                number(one.used()),
                                number(one.input().clip().duration().toMillis() / 1e3))));
    }

    /** One row a set, source and threshold. */
    static void curves(Path file, Map<List<String>, List<AcceptancePoint>> curves) {
        write(
                file,
                List.of(
                        "set",
                        "source",
                        "confidence",
                        "inside",
                        "right",
                        "wrong",
                        "rejected",
                        "rejected though right",
                        "outside",
                        "falsely accepted"),
                curves.entrySet().stream()
                        .flatMap(curve -> curve.getValue().stream()
                                .map(point -> List.of(
                                        curve.getKey().getFirst(),
                                        curve.getKey().getLast(),
                                        String.format(Locale.ROOT, "%.2f", point.threshold()),
                                        String.valueOf(point.inside()),
                                        String.valueOf(point.right()),
                                        String.valueOf(point.wrong()),
                                        String.valueOf(point.inside() - point.right() - point.wrong()),
                                        String.valueOf(point.rejectedRight()),
                                        String.valueOf(point.outside()),
                                        String.valueOf(point.falselyAccepted())))));
    }

    private static void write(Path file, List<String> header, Stream<List<String>> rows) {
        try (CsvWriter csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
            csv.writeRecord(header);
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new BenchException("the inputs cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
