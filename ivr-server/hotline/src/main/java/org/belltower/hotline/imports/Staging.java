package org.belltower.hotline.imports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * The temporary table of one import, filled by COPY, gone with its transaction. <i>Confined to one import</i>, which
 * closes it before anything else runs on the connection.
 */
final class Staging implements AutoCloseable {
    private final PGCopyOutputStream copy;

    private Staging(PGCopyOutputStream copy) {
        this.copy = copy;
    }

    static Staging open(Handle handle, FileKind kind) throws SQLException {
        handle.execute("CREATE TEMPORARY TABLE staging (line bigint NOT NULL, "
                + kind.columns().stream()
                        .map(column -> column.name() + " " + column.sqlType())
                        .collect(Collectors.joining(", "))
                + ") ON COMMIT DROP");
        PGConnection connection = handle.getConnection().unwrap(PGConnection.class);
        return new Staging(new PGCopyOutputStream(connection, "COPY staging FROM STDIN", 1 << 16));
    }

    void add(List<Row> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            text.append(row.line());
            row.cells()
                    .forEach(cell ->
                            text.append('\t').append(cell.map(Staging::escape).orElse("\\N")));
            text.append('\n');
        }
        copy.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Spec: PostgreSQL, COPY, text format. */
    private static String escape(String value) {
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    @Override
    public void close() throws IOException {
        copy.close();
    }
}
