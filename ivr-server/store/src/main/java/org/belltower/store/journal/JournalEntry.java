package org.belltower.store.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.belltower.store.EndReason;

/**
 * One line of the journal. Names and fields are the format on disk: add, never rename. <i>Immutable.</i> Texts that come
 * from a wire are cut and cleaned, so that the database can take every entry.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEntry.ServerStarted.class, name = "server-started"),
    @JsonSubTypes.Type(value = JournalEntry.Started.class, name = "started"),
    @JsonSubTypes.Type(value = JournalEntry.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = JournalEntry.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = JournalEntry.Spoken.class, name = "spoken"),
    @JsonSubTypes.Type(value = JournalEntry.Step.class, name = "step"),
    @JsonSubTypes.Type(value = JournalEntry.Ended.class, name = "ended"),
})
sealed interface JournalEntry {

    /** A run of this server began: what earlier runs left open is over. */
    record ServerStarted(String server, long run, Instant at) implements JournalEntry {}

    record Started(
            String call,
            String server,
            long run,
            Instant at,
            String number,
            String caller,
            Optional<String> application)
            implements JournalEntry {
        public Started {
            number = JournalText.clean(number, JournalText.NAME);
            caller = JournalText.clean(caller, JournalText.NAME);
            application = application.map(name -> JournalText.clean(name, JournalText.NAME));
        }
    }

    /** This run of this server goes on with a call that another run has had: its record is open again. */
    record Resumed(String call, String server, long run, Instant at) implements JournalEntry {}

    record Answered(String call, Instant at) implements JournalEntry {}

    /** The call's language became known. */
    record Spoken(String call, String language) implements JournalEntry {
        public Spoken {
            language = JournalText.clean(language, JournalText.NAME);
        }
    }

    record Step(
            String call,
            int seq,
            Instant at,
            CallEventKind kind,
            Optional<String> document,
            Optional<String> dialog,
            Optional<String> item,
            Map<String, String> detail)
            implements JournalEntry {
        public Step {
            document = document.map(text -> JournalText.clean(text, JournalText.VALUE));
            dialog = dialog.map(text -> JournalText.clean(text, JournalText.NAME));
            item = item.map(text -> JournalText.clean(text, JournalText.NAME));
            detail = JournalText.clean(detail);
        }
    }

    /**
     * This server is through with the call, which has ended unless another has taken it over since.
     *
     * @param server empty in what was written before entries named it: the call's own
     */
    record Ended(String call, Optional<String> server, Instant at, EndReason reason, Optional<String> cause)
            implements JournalEntry {
        public Ended {
            cause = cause.map(text -> JournalText.clean(text, JournalText.NAME));
        }
    }
}
