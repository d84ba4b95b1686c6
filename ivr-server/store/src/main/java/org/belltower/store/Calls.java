package org.belltower.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls and their paths, for reading; the journal writes them. <i>Thread-safe.</i> Fails as {@link Database#inTransaction}. */
public final class Calls {
    private final Database database;

    Calls(Database database) {
        this.database = database;
    }

    public Optional<CallRecord> find(String uuid) {
        return database.inTransaction(handle -> handle.createQuery("SELECT * FROM calls WHERE uuid = :uuid")
                .bind("uuid", uuid)
                .map((row, context) -> call(row))
                .findOne());
    }

    /** Newest first. */
    public List<CallRecord> latest(int atMost) {
        return database.inTransaction(
                handle -> handle.createQuery("SELECT * FROM calls ORDER BY started_at DESC, uuid LIMIT :atMost")
                        .bind("atMost", atMost)
                        .map((row, context) -> call(row))
                        .list());
    }

    /** The path of a call in order; empty where there is none. */
    public List<CallEventRecord> path(String uuid) {
        return database.inTransaction(handle -> handle.createQuery(
                        "SELECT * FROM call_events WHERE call_uuid = :uuid ORDER BY seq")
                .bind("uuid", uuid)
                .map((row, context) -> new CallEventRecord(
                        row.getInt("seq"),
                        instant(row.getObject("at", OffsetDateTime.class)),
                        row.getString("kind"),
                        Optional.ofNullable(row.getString("document")),
                        Optional.ofNullable(row.getString("dialog")),
                        Optional.ofNullable(row.getString("item")),
                        row.getString("detail")))
                .list());
    }

    private static CallRecord call(ResultSet row) throws SQLException {
        return new CallRecord(
                row.getString("uuid"),
                row.getString("number"),
                row.getString("caller"),
                Optional.ofNullable(row.getString("application")),
                Optional.ofNullable(row.getString("language")).map(Locale::forLanguageTag),
                instant(row.getObject("started_at", OffsetDateTime.class)),
                Optional.ofNullable(row.getObject("answered_at", OffsetDateTime.class))
                        .map(Calls::instant),
                end(row.getObject("ended_at", OffsetDateTime.class), row));
    }

    private static Optional<CallRecord.End> end(@Nullable OffsetDateTime at, ResultSet row) throws SQLException {
        if (at == null) {
            return Optional.empty();
        }
        return Optional.of(new CallRecord.End(
                instant(at),
                EndReason.parse(row.getString("end_reason")),
                Optional.ofNullable(row.getString("end_cause"))));
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
