package org.belltower.telephony;

import java.util.List;
import java.util.Optional;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.DtmfMatcher;
import org.belltower.grammar.Key;

/**
 * The terminating key behind an entry that was full without it: many callers press it all the same, and it is no answer to what comes
 * next. Confined to the call's thread.
 *
 * <p>Only the next key can be it, and only where the grammars that listen then have no use for it.
 *
 * <p>Spec: VoiceXML 2.0 §6.3.3 has a full entry end at once where {@code termtimeout} is 0; docs/decisions/008-late-termchar.md.
 */
public final class LateTermChar {
    private Optional<Key> awaited = Optional.empty();

    /** What an entry ended by leaves to come. */
    public void entryEnded(DtmfCollector collector) {
        awaited = collector.lateTermChar();
    }

    /** The key that may come; empty where none may. */
    Optional<Key> awaited() {
        return awaited;
    }

    /** Too much time has passed: whatever comes is meant for what listens now. */
    public void forget() {
        awaited = Optional.empty();
    }

    /** Whether this key, the next, is to be passed over by what listens now. */
    public boolean is(char next, List<ActiveGrammar> grammars) {
        boolean late = awaited.isPresent()
                && awaited.equals(Key.of(next))
                && !DtmfMatcher.of(grammars).expected().contains(awaited.get());
        awaited = Optional.empty();
        return late;
    }
}
