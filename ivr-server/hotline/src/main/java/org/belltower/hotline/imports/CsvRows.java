package org.belltower.hotline.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * The records of a CSV file, header apart. A record is {@link #LONGEST_RECORD} characters long at most, so that no file
 * fills the memory. <i>Confined to one import</i>, which closes it.
 *
 * <p>Spec: RFC 4180, with LF as well as CRLF, and a byte order mark.
 */
final class CsvRows implements AutoCloseable {
    static final int LONGEST_RECORD = 64 * 1024;

    private final BufferedReader reader;
    private final Iterator<CsvRecord> records;

    private CsvRows(BufferedReader reader, Iterator<CsvRecord> records) {
        this.reader = reader;
        this.records = records;
    }

    static CsvRows open(Path file) throws IOException {
        BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        reader.mark(1);
        if (reader.read() != '\ufeff') {
            reader.reset();
        }
        Iterator<CsvRecord> records = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_RECORD)
                .ofCsvRecord(reader)
                .iterator();
        return new CsvRows(reader, records);
    }

    /**
     * Column names, lower-case, without blanks around; empty for an empty file.
     *
     * @throws CsvParseException as {@link #next}
     */
    List<String> header() {
        return records.hasNext()
                ? records.next().getFields().stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toList()
                : List.of();
    }

    /**
     * Whether there is another record.
     *
     * @throws CsvParseException if what comes is no CSV
     */
    boolean hasNext() {
        return records.hasNext();
    }

    /**
     * The next record.
     *
     * @throws NoSuchElementException after the last
     */
    CsvRecord next() {
        return records.next();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
