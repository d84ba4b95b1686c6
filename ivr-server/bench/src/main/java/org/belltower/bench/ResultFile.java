package org.belltower.bench;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Figures as CSV (RFC 4180, UTF-8): one row a figure, the conditions in columns of their own, so that files of many runs can
 * be put one behind the other.
 */
final class ResultFile {
    private static final List<String> COLUMNS = List.of("benchmark", "situation", "measure", "value", "unit", "count");

    private ResultFile() {}

    /** Writes a new file in place of an old one. */
    static void write(Path file, String benchmark, Map<String, String> conditions, List<Figure> figures) {
        try (CsvWriter csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
            var header = new ArrayList<>(COLUMNS);
            header.addAll(conditions.keySet());
            csv.writeRecord(header);
            for (Figure figure : figures) {
                var row = new ArrayList<>(List.of(
                        benchmark,
                        figure.situation(),
                        figure.measure(),
                        String.format(Locale.ROOT, "%.3f", figure.value()),
                        figure.unit(),
                        Long.toString(figure.count())));
                row.addAll(conditions.values());
                csv.writeRecord(row);
            }
        } catch (IOException e) {
            throw new BenchException("the figures cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }
}
