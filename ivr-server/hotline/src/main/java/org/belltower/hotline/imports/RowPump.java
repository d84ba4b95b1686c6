package org.belltower.hotline.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads records, checks each cell, and hands good rows in chunks to the staging table; after the first bad row it only
 * looks for more bad ones. <i>Confined to one import.</i>
 */
final class RowPump {
    private static final int CHUNK = 512;
    private static final int MOST_ROWS = 2_000_000;

    private final FileKind kind;
    private final List<Column> columns;
    private final List<String> header;
    private final CsvRows records;
    private final BadRows bad;
    /** For each column of the kind its place in the file, or -1. */
    private final int[] places;

    RowPump(FileKind kind, List<String> header, CsvRows records, BadRows bad) {
        this.kind = kind;
        this.columns = kind.columns();
        this.header = header;
        this.records = records;
        this.bad = bad;
        this.places = columns.stream()
                .mapToInt(column -> header.indexOf(column.name()))
                .toArray();
    }

    /** How many rows were staged. */
    int run(Staging staging) throws IOException {
        List<Row> chunk = new ArrayList<>(CHUNK);
        int rows = 0;
        long line = 1;
        try {
            while (records.hasNext()) {
                CsvRecord csv = records.next();
                line = csv.getStartingLineNumber();
                if (rows == MOST_ROWS) {
                    bad.add(line, "", "is row " + (MOST_ROWS + 1) + ": split the file");
                    return rows;
                }
                rows++;
                read(csv).ifPresent(chunk::add);
                if (chunk.size() == CHUNK) {
                    flush(chunk, staging);
                }
            }
            flush(chunk, staging);
        } catch (CsvParseException e) {
            bad.add(line + 1, "", "is not CSV: " + CsvComplaint.of(e));
        }
        return rows;
    }

    private void flush(List<Row> chunk, Staging staging) throws IOException {
        if (bad.isEmpty()) {
            List<Row> finished = kind.finish(chunk, bad);
            staging.add(finished);
        }
        chunk.clear();
    }

    private Optional<Row> read(CsvRecord csv) {
        long line = csv.getStartingLineNumber();
        if (csv.getFieldCount() != header.size()) {
            bad.add(line, "", "has " + csv.getFieldCount() + " cells, the header " + header.size());
            return Optional.empty();
        }
        List<Optional<String>> cells = new ArrayList<>(places.length);
        boolean good = true;
        for (int i = 0; i < places.length; i++) {
            Column column = columns.get(i);
            String text = places[i] < 0 ? "" : csv.getField(places[i]).strip();
            if (text.isEmpty()) {
                if (column.needed()) {
                    bad.add(line, column.name(), "is empty");
                    good = false;
                }
                cells.add(Optional.empty());
                continue;
            }
            switch (column.cell().parse(text)) {
                case Cell.Parsed.Value value -> cells.add(Optional.of(value.text()));
                case Cell.Parsed.Bad problem -> {
                    bad.add(line, column.name(), problem.reason());
                    good = false;
                }
            }
        }
        return good ? Optional.of(new Row(line, cells)) : Optional.empty();
    }
}
