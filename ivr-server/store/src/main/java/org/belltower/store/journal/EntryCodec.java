package org.belltower.store.journal;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Journal entries as JSON, so that a segment can be read by eye. <i>Immutable.</i> */
final class EntryCodec {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EntryCodec() {}

    static byte[] encode(JournalEntry entry) {
        return JSON.writerFor(JournalEntry.class).writeValueAsBytes(entry);
    }

    /**
     * @throws DamagedEntryException if these bytes are not an entry
     */
    static JournalEntry decode(byte[] payload) {
        try {
            JournalEntry entry = JSON.readerFor(JournalEntry.class).readValue(payload);
            if (entry == null) {
                throw new DamagedEntryException("journal entry is null");
            }
            return entry;
        } catch (JacksonException e) {
            throw new DamagedEntryException("journal entry is not readable: " + e.getOriginalMessage());
        }
    }
}
