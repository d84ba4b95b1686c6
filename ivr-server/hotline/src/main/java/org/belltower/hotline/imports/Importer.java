package org.belltower.hotline.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.belltower.hotline.HotlineException;
import org.belltower.hotline.PinHasher;
import org.belltower.store.Database;
import org.belltower.store.DatabaseUnavailableException;
import org.jdbi.v3.core.Handle;

/**
 * Brings a CSV file into the database: all of it in one transaction, or nothing and the reasons. The same file again
 * changes nothing. <i>Thread-safe</i>; imports run one after the other.
 *
 * <p>The figures of net values and holdings go in at tens of thousands of rows a second. Customers with PINs in clear
 * are slow on purpose: each PIN costs a login's hash (see {@link PinHasher#DEFAULT}).
 */
public final class Importer {
    /** Any number that nobody else locks by: one import at a time. */
    private static final long IMPORT_LOCK = 0x42454c4c494d5054L;

    private final Database database;
    private final PinHasher hasher;
    private final InstantSource clock;

    public Importer(Database database, PinHasher hasher, InstantSource clock) {
        this.database = database;
        this.hasher = hasher;
        this.clock = clock;
    }

    /** Blocks until all is in or refused. A file that cannot be read is refused, too. */
    public ImportReport importFile(Path path) {
        String file = path.getFileName() == null
                ? path.toString()
                : path.getFileName().toString();
        BadRows bad = new BadRows();
        try {
            if (!Files.isRegularFile(path)) {
                bad.add(0, "", "there is no such file");
                return bad.report(file);
            }
            FileCheck check = FileCheck.of(path);
            if (check.notUtf8().isPresent()) {
                bad.add(check.notUtf8().get(), "", "is not UTF-8: save the file as \"CSV UTF-8\"");
                return bad.report(file);
            }
            try (CsvRows rows = CsvRows.open(path)) {
                return importRows(file, check, rows, bad);
            }
        } catch (DatabaseUnavailableException e) {
            return new ImportReport.Unavailable(file, String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            bad.add(0, "", "cannot be read: " + e.getMessage());
            return bad.report(file);
        } catch (CsvParseException e) {
            bad.add(0, "", "is not CSV: " + CsvComplaint.of(e));
            return bad.report(file);
        }
    }

    private ImportReport importRows(String file, FileCheck check, CsvRows rows, BadRows bad) {
        Instant now = clock.instant();
        // A valuation day may be over in China while it is not in UTC.
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.ofHours(14));
        FileKinds kinds = FileKinds.standard(database, hasher, today);
        List<String> header = rows.header();
        if (header.isEmpty()) {
            bad.add(0, "", "is empty. The first line names the columns: " + kinds.described());
            return bad.report(file);
        }
        if (new HashSet<>(header).size() < header.size()) {
            bad.add(1, "", "names a column twice: " + String.join(",", header));
            return bad.report(file);
        }
        Optional<FileKind> kind = kinds.of(header);
        if (kind.isEmpty()) {
            bad.add(1, "", "these columns are of no kind of file. Kinds: " + kinds.described());
            return bad.report(file);
        }
        return database.inBulkTransaction(handle -> merge(handle, file, check, now, kind.get(), header, rows, bad));
    }

    private ImportReport merge(
            Handle handle,
            String file,
            FileCheck check,
            Instant now,
            FileKind kind,
            List<String> header,
            CsvRows rows,
            BadRows bad) {
        handle.createQuery("SELECT pg_advisory_xact_lock(:lock)")
                .bind("lock", IMPORT_LOCK)
                .map((row, context) -> true)
                .one();
        int staged = stage(handle, kind, header, rows, bad);
        if (bad.isEmpty()) {
            handle.execute("ANALYZE staging");
            kind.checks().forEach(query -> check(handle, query, bad));
        }
        if (!bad.isEmpty()) {
            // Only the temporary table has been written; it goes with the transaction.
            return bad.report(file);
        }
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        record Counts(int inserted, int updated) {}
        Counts counts = handle.createQuery(kind.merge())
                .bind("now", at)
                .map((row, context) -> new Counts(row.getInt("inserted"), row.getInt("updated")))
                .one();
        Optional<Instant> before = handle.createQuery(
                        "SELECT max(imported_at) AS at FROM imports WHERE sha256 = :sha256")
                .bind("sha256", check.sha256())
                .map((row, context) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .one();
        handle.createUpdate("""
                        INSERT INTO imports (sha256, kind, file_name, rows, inserted, updated, imported_at)
                        VALUES (:sha256, :kind, :file, :rows, :inserted, :updated, :now)""")
                .bind("sha256", check.sha256())
                .bind("kind", kind.name())
                .bind("file", file)
                .bind("rows", staged)
                .bind("inserted", counts.inserted())
                .bind("updated", counts.updated())
                .bind("now", at)
                .execute();
        return new ImportReport.Imported(
                file,
                kind.name(),
                staged,
                counts.inserted(),
                counts.updated(),
                before,
                Duration.between(now, clock.instant()));
    }

    private static int stage(Handle handle, FileKind kind, List<String> header, CsvRows rows, BadRows bad) {
        try (Staging staging = Staging.open(handle, kind)) {
            return new RowPump(kind, header, rows, bad).run(staging);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new HotlineException("the staging table of an import cannot be made: " + e.getMessage(), e);
        }
    }

    private static void check(Handle handle, String query, BadRows bad) {
        record Found(BadRow row, long total) {}
        List<Found> found = handle.createQuery("SELECT line, col, reason, count(*) OVER () AS total FROM (" + query
                        + ") AS c ORDER BY line LIMIT " + BadRows.SHOWN)
                .map((row, context) -> new Found(
                        new BadRow(row.getLong("line"), row.getString("col"), row.getString("reason")),
                        row.getLong("total")))
                .list();
        if (!found.isEmpty()) {
            bad.add(found.stream().map(Found::row).toList(), found.getFirst().total());
        }
    }
}
