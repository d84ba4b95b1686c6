package org.belltower.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.belltower.store.Database;
import org.belltower.store.DatabaseState;
import org.belltower.store.journal.CallJournal;

/** The database, and the journal in front of it. <em>Immutable.</em> */
public record StoreMeters(Database database, CallJournal journal) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        new Meters<>(registry, database)
                .gauge(
                        "belltower.database.up",
                        "1 while PostgreSQL answers",
                        source -> source.state() instanceof DatabaseState.Ready ? 1 : 0);
        new Meters<>(registry, journal)
                .counter(
                        "belltower.journal.written",
                        "entries on disk",
                        j -> j.statistics().written())
                .counter(
                        "belltower.journal.drained",
                        "entries in the database",
                        j -> j.statistics().drained())
                .counter(
                        "belltower.journal.lost",
                        "entries that the disk refused",
                        j -> j.statistics().lost())
                .gauge(
                        "belltower.journal.aside",
                        "entries that the database refuses",
                        j -> j.statistics().aside())
                .gauge(
                        "belltower.journal.backlog.bytes",
                        "on disk and not yet in the database",
                        j -> j.statistics().backlogBytes());
    }
}
