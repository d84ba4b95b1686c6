package org.belltower.store.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.belltower.store.Database;
import org.belltower.store.StoreException;

/**
 * Where calls and their paths are written: on disk, synced, before an entry is acknowledged; in PostgreSQL when it is
 * there. A database that is away for a while, or a server that is killed, loses nothing that was acknowledged.
 *
 * <p><i>Thread-safe.</i> Opened once a directory and process; closed by its opener before the database.
 */
public final class CallJournal implements AutoCloseable {
    /** The file, in the journal's directory, of entries that the database refused. */
    public static final String REFUSED = RefusedEntries.FILE;

    private final ServerRun run;
    private final JournalWriter writer;
    private final JournalDrainer drainer;

    private CallJournal(
            Path directory,
            Database database,
            ServerRun run,
            long firstNumber,
            SegmentOpener opener,
            EntryTables tables)
            throws IOException {
        this.run = run;
        Semaphore work = new Semaphore(0);
        this.writer = new JournalWriter(directory, firstNumber, opener, work::release);
        this.drainer =
                new JournalDrainer(directory, database, tables, run, writer, RefusedEntries.under(directory), work);
    }

    /**
     * Starts writing and draining. Calls that an earlier run left open end as
     * {@link org.belltower.store.EndReason#SERVER_STOPPED}.
     *
     * @throws StoreException if the directory cannot be written
     */
    public static CallJournal open(Path directory, Database database, InstantSource clock) {
        return open(directory, database, clock, SegmentOpener::createDurably, CallTables::apply);
    }

    static CallJournal open(
            Path directory, Database database, InstantSource clock, SegmentOpener opener, EntryTables tables) {
        try {
            Files.createDirectories(directory);
            ServerRun run = ServerRun.next(directory);
            List<Segment> left = Segment.list(directory);
            long firstNumber = left.isEmpty() ? 1 : left.getLast().number() + 1;
            CallJournal journal = new CallJournal(directory, database, run, firstNumber, opener, tables);
            journal.writer.start();
            journal.drainer.start();
            journal.append(new JournalEntry.ServerStarted(run.server(), run.run(), clock.instant()));
            return journal;
        } catch (IOException e) {
            throw new StoreException(
                    "the call journal under " + directory + " cannot be written: " + e.getMessage()
                            + ". Look at disk space and rights there",
                    e);
        }
    }

    /**
     * How many entries of a journal wait in {@code refused.jsonl} because the database refused them; 0 where there is no
     * journal. Reads only, also beside a running server.
     *
     * @throws StoreException if the file cannot be read
     */
    public static long aside(Path directory) {
        try {
            return RefusedEntries.count(directory);
        } catch (IOException e) {
            throw new StoreException(
                    "refused entries under " + directory + " cannot be read: " + e.getMessage()
                            + ". Run this as the user that runs the server",
                    e);
        }
    }

    /** A call has arrived; its record exists from here on, whatever becomes of it. */
    public CallLog started(NewCall call) {
        CallLog log = new CallLog(this, start(call), 0);
        log.begin();
        return log;
    }

    /**
     * A call goes on that an earlier run, or another server, has had: its record is the one that it had, open again, or a new one where
     * the database knows of none.
     *
     * @param takeover the how many-th takeover after the first, 1 or more: its steps are numbered behind those of the ones before
     */
    public CallLog resumed(NewCall call, int takeover) {
        CallLog log = new CallLog(this, start(call), CallLog.firstStep(takeover));
        log.begin();
        append(new JournalEntry.Resumed(call.uuid(), run.server(), run.run(), call.at()));
        return log;
    }

    private JournalEntry.Started start(NewCall call) {
        return new JournalEntry.Started(
                call.uuid(), run.server(), run.run(), call.at(), call.number(), call.caller(), call.application());
    }

    public JournalStatistics statistics() {
        return new JournalStatistics(
                writer.written(),
                drainer.drained(),
                writer.lost(),
                drainer.refused(),
                drainer.readmitted(),
                drainer.aside(),
                drainer.damaged(),
                drainer.backlog());
    }

    JournalResult append(JournalEntry entry) {
        return writer.append(entry);
    }

    JournalResult lose(JournalResult because) {
        return because instanceof JournalResult.Lost lost ? writer.lose(lost.reason()) : because;
    }

    /** Takes no more entries, writes those it has, gives the database a moment to take them, and ends. */
    @Override
    public void close() {
        writer.close();
        drainer.close();
    }
}
