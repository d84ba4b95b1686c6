package org.belltower.store.journal;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.belltower.store.EndReason;

/**
 * The journal of one call: numbers its steps. <i>Confined to the call's thread.</i> Nothing to close; a call without
 * {@link #ended} is closed as {@link EndReason#SERVER_STOPPED} by the next start of the server.
 */
public final class CallLog {
    private final CallJournal journal;
    private final String call;
    private final String server;
    /** A start that the disk refused goes again before the next entry: steps without a call would be refused too. */
    private Optional<JournalEntry.Started> unwritten;

    private int seq;

    /** Steps of a call between two takeovers, at most. */
    private static final int STEPS_A_TAKEOVER = 1_000_000;

    private static final int MOST_TAKEOVERS = Integer.MAX_VALUE / STEPS_A_TAKEOVER - 1;

    CallLog(CallJournal journal, JournalEntry.Started started, int firstStep) {
        this.seq = firstStep;
        this.journal = journal;
        this.call = started.call();
        this.server = started.server();
        this.unwritten = Optional.of(started);
    }

    /** The number of the first step after so many takeovers. */
    static int firstStep(int takeovers) {
        return STEPS_A_TAKEOVER * Math.clamp(takeovers, 0, MOST_TAKEOVERS);
    }

    JournalResult begin() {
        Optional<JournalEntry.Started> started = unwritten;
        if (started.isEmpty()) {
            return new JournalResult.OnDisk();
        }
        JournalResult result = journal.append(started.get());
        if (!(result instanceof JournalResult.Lost)) {
            unwritten = Optional.empty();
        }
        return result;
    }

    public JournalResult answered(Instant at) {
        return append(new JournalEntry.Answered(call, at));
    }

    public JournalResult language(Locale language) {
        return append(new JournalEntry.Spoken(call, language.toLanguageTag()));
    }

    public JournalResult step(CallStep step) {
        return append(new JournalEntry.Step(
                call, seq++, step.at(), step.kind(), step.document(), step.dialog(), step.item(), step.detail()));
    }

    /**
     * The last entry of a call. The record of one that another server has taken over since stays as that server has it.
     *
     * @param cause release cause as the switch names it
     */
    public JournalResult ended(Instant at, EndReason reason, Optional<String> cause) {
        return append(new JournalEntry.Ended(call, Optional.of(server), at, reason, cause));
    }

    private JournalResult append(JournalEntry entry) {
        JournalResult start = begin();
        return start instanceof JournalResult.Lost ? journal.lose(start) : journal.append(entry);
    }
}
