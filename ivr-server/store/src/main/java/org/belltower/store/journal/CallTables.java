package org.belltower.store.journal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.belltower.store.StoreException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings journal entries into the tables, any of them any number of times with the same outcome: rows are keyed by call
 * and step number, and what is set stays set. <i>Immutable.</i>
 */
final class CallTables {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CallTables() {}

    /**
     * Entries of one kind go in one batch. Within a call the order of the kinds is the order of their statements here,
     * so grouping keeps it; a start of the server separates what came before from what comes after, and so does a call that goes on
     * after it had ended.
     */
    static void apply(Handle handle, List<JournalEntry> entries) {
        List<JournalEntry> group = new ArrayList<>();
        Set<String> ended = new HashSet<>();
        for (JournalEntry entry : entries) {
            boolean parts = entry instanceof JournalEntry.ServerStarted
                    || (entry instanceof JournalEntry.Resumed resumed && ended.contains(resumed.call()));
            if (parts) {
                applyGroup(handle, group);
                group.clear();
                ended.clear();
            }
            if (entry instanceof JournalEntry.ServerStarted started) {
                closeLeftOpen(handle, started.server(), started.run());
                continue;
            }
            group.add(entry);
            if (entry instanceof JournalEntry.Ended over) {
                ended.add(over.call());
            }
        }
        applyGroup(handle, group);
    }

    private static void applyGroup(Handle handle, List<JournalEntry> group) {
        PreparedBatch started = handle.prepareBatch("""
                INSERT INTO calls (uuid, server, run, number, caller, application, started_at)
                VALUES (:uuid, :server, :run, :number, :caller, :application, :at) ON CONFLICT (uuid) DO NOTHING""");
        // A replay of this must not open what has been closed since.
        PreparedBatch resumed = handle.prepareBatch("""
                UPDATE calls SET server = :server, run = :run, ended_at = NULL, end_reason = NULL, end_cause = NULL
                WHERE uuid = :uuid AND (server <> :server OR run < :run OR ended_at < :at)""");
        PreparedBatch answered =
                handle.prepareBatch("UPDATE calls SET answered_at = COALESCE(answered_at, :at) WHERE uuid = :uuid");
        PreparedBatch spoken = handle.prepareBatch("UPDATE calls SET language = :language WHERE uuid = :uuid");
        PreparedBatch steps = handle.prepareBatch("""
                INSERT INTO call_events (call_uuid, seq, at, kind, document, dialog, item, detail)
                VALUES (:uuid, :seq, :at, :kind, :document, :dialog, :item, CAST(:detail AS jsonb))
                ON CONFLICT (call_uuid, seq) DO NOTHING""");
        // A server that nobody could reach gives up a call that another has taken over meanwhile: its word comes too
        // late.
        PreparedBatch ended = handle.prepareBatch("""
                UPDATE calls SET
                    ended_at = CASE WHEN open.here THEN :at ELSE ended_at END,
                    end_reason = CASE WHEN open.here THEN :reason ELSE end_reason END,
                    end_cause = CASE WHEN open.here THEN CAST(:cause AS text) ELSE end_cause END
                FROM (SELECT uuid AS call, ended_at IS NULL AND server = COALESCE(CAST(:server AS text), server) AS here
                    FROM calls WHERE uuid = :uuid) AS open
                WHERE uuid = open.call""");
        for (JournalEntry entry : group) {
            switch (entry) {
                case JournalEntry.ServerStarted never ->
                    throw new IllegalStateException("a start of the server stands between groups: " + never);
                case JournalEntry.Started call ->
                    started.bind("uuid", call.call())
                            .bind("server", call.server())
                            .bind("run", call.run())
                            .bind("number", call.number())
                            .bind("caller", call.caller())
                            .bind("application", call.application().orElse(null))
                            .bind("at", at(call.at()))
                            .add();
                case JournalEntry.Resumed call ->
                    resumed.bind("uuid", call.call())
                            .bind("server", call.server())
                            .bind("run", call.run())
                            .bind("at", at(call.at()))
                            .add();
                case JournalEntry.Answered call ->
                    answered.bind("uuid", call.call()).bind("at", at(call.at())).add();
                case JournalEntry.Spoken call ->
                    spoken.bind("uuid", call.call())
                            .bind("language", call.language())
                            .add();
                case JournalEntry.Step step ->
                    steps.bind("uuid", step.call())
                            .bind("seq", step.seq())
                            .bind("at", at(step.at()))
                            .bind("kind", step.kind().code())
                            .bind("document", step.document().orElse(null))
                            .bind("dialog", step.dialog().orElse(null))
                            .bind("item", step.item().orElse(null))
                            .bind("detail", JSON.writeValueAsString(step.detail()))
                            .add();
                case JournalEntry.Ended call ->
                    ended.bind("uuid", call.call())
                            .bind("server", call.server().orElse(null))
                            .bind("at", at(call.at()))
                            .bind("reason", call.reason().code())
                            .bind("cause", call.cause().orElse(null))
                            .add();
            }
        }
        execute(started);
        execute(resumed);
        change(answered);
        change(spoken);
        execute(steps);
        change(ended);
    }

    private static int[] execute(PreparedBatch batch) {
        return batch.size() == 0 ? new int[0] : batch.execute();
    }

    /** What changes a call that is not there must not pass for done: it waits for the call, with what else was refused. */
    private static void change(PreparedBatch batch) {
        for (int rows : execute(batch)) {
            if (rows == 0) {
                throw new StoreException("an entry belongs to a call whose start is not in the database");
            }
        }
    }

    /** The end of such a call is the last that is known of it, not the moment at which we found out. */
    static int closeLeftOpen(Handle handle, String server, long run) {
        return handle.createUpdate("""
                        UPDATE calls SET end_reason = 'server-stopped', ended_at = GREATEST(started_at, answered_at,
                            (SELECT max(at) FROM call_events WHERE call_uuid = calls.uuid))
                        WHERE server = :server AND run < :run AND ended_at IS NULL""").bind("server", server).bind("run", run).execute();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
