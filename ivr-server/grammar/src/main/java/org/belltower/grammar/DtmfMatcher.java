package org.belltower.grammar;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Follows the keys of a caller, one by one, through all grammars that listen. <i>Confined to the call's thread.</i> The
 * work for a key grows with the grammar, not with what was keyed before, and never runs away.
 *
 * <p>Spec: VoiceXML 2.0 Appendix D.
 */
public final class DtmfMatcher {
    private final List<ActiveGrammar> grammars;
    private final List<Key> keys = new ArrayList<>();

    private DtmfMatcher(List<ActiveGrammar> grammars) {
        this.grammars = List.copyOf(grammars);
    }

    /** A matcher before the first key. Voice grammars among those given take no part. */
    public static DtmfMatcher of(List<ActiveGrammar> grammars) {
        return new DtmfMatcher(grammars);
    }

    /** Takes the next key. */
    public MatchState feed(Key key) {
        keys.add(key);
        return state();
    }

    /** Where the keys so far have led; before the first key too. */
    public MatchState state() {
        return new MatchState.NoMatch();
    }

    /** The keys that {@link #feed} would not answer with {@link MatchState.NoMatch}. */
    public Set<Key> expected() {
        return grammars.isEmpty() ? EnumSet.noneOf(Key.class) : EnumSet.allOf(Key.class);
    }

    /** What was keyed so far. */
    public List<Key> keys() {
        return List.copyOf(keys);
    }
}
