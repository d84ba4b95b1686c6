package org.belltower.hotline.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of a file. <i>Immutable.</i> */
public sealed interface ImportReport {

    /** For people, a line each, bad rows as {@code FILE:LINE: COLUMN: REASON}. */
    List<String> lines();

    /**
     * All rows are in the database.
     *
     * @param kind {@code customers}, {@code plans}, {@code holdings} or {@code net values}
     * @param importedBefore when the same bytes were imported last
     */
    record Imported(
            String file,
            String kind,
            int rows,
            int inserted,
            int updated,
            Optional<Instant> importedBefore,
            Duration took)
            implements ImportReport {

        /** Rows that said what was there already. */
        public int unchanged() {
            return rows - inserted - updated;
        }

        @Override
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("%s: %s, %d rows: %d new, %d changed, %d as they were, in %d.%03d s"
                    .formatted(
                            file, kind, rows, inserted, updated, unchanged(), took.toSeconds(), took.toMillisPart()));
            importedBefore.ifPresent(when -> lines.add(file + ": the same file was imported before, at " + when));
            return lines;
        }
    }

    /**
     * Nothing of the file is in the database.
     *
     * @param shown the first {@value BadRows#SHOWN}
     * @param total bad rows, as far as they were looked for
     */
    record Rejected(String file, List<BadRow> shown, long total) implements ImportReport {
        public Rejected {
            shown = List.copyOf(shown);
        }

        @Override
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            shown.forEach(row -> lines.add(row.text(file)));
            if (total > shown.size()) {
                lines.add("%s: and %d more".formatted(file, total - shown.size()));
            }
            lines.add(file + ": nothing was imported");
            return lines;
        }
    }

    /** Nothing of the file is in the database, because the database is away. */
    record Unavailable(String file, String reason) implements ImportReport {
        @Override
        public List<String> lines() {
            return List.of(file + ": nothing was imported, " + reason + ". Try again when the database is back");
        }
    }
}
