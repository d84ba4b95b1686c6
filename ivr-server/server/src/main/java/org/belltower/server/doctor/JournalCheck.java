package org.belltower.server.doctor;

import java.nio.file.Path;
import java.util.List;
import org.belltower.store.journal.CallJournal;

/** Call records that the database refused; they wait beside the call journal. */
record JournalCheck(Path journal) implements Check {
    @Override
    public String subject() {
        return "call records";
    }

    @Override
    public List<Finding> run() {
        long aside = CallJournal.aside(journal);
        return List.of(
                aside == 0
                        ? Finding.ok(subject(), "none is waiting")
                        : Finding.warning(
                                subject(),
                                "the database refused " + aside + " entries, kept in "
                                        + journal.resolve(CallJournal.REFUSED),
                                "the log says why; they are tried again at each start; remove lines not worth keeping"));
    }
}
