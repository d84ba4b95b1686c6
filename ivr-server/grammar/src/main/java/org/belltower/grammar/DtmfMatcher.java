package org.belltower.grammar;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Follows the keys of a caller, one by one, through all grammars that listen. <i>Confined to the call's thread.</i> Any
 * context-free grammar is taken; there is no going back over keys, so ambiguity cannot make it run away.
 *
 * <p>Spec: VoiceXML 2.0 Appendix D.
 */
public final class DtmfMatcher {
    /** Keys after which nothing is matched any more: nobody keys so many, and a stuck key must not fill the memory. */
    public static final int MAX_KEYS = 1_000;

    private final List<Track> tracks = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();
    private MatchState state;

    private record Track(ActiveGrammar grammar, Chart chart) {}

    private DtmfMatcher(List<ActiveGrammar> grammars) {
        grammars.stream()
                .filter(active -> active.grammar().mode() == GrammarMode.DTMF)
                .forEach(active ->
                        tracks.add(new Track(active, new Chart(active.grammar().network()))));
        state = survey();
    }

    /** A matcher before the first key. Voice grammars among those given take no part. */
    public static DtmfMatcher of(List<ActiveGrammar> grammars) {
        return new DtmfMatcher(grammars);
    }

    /** Takes the next key. After {@link MatchState.NoMatch} every further key is no match either. */
    public MatchState feed(Key key) {
        if (keys.size() == MAX_KEYS) {
            tracks.clear();
        } else {
            keys.add(key);
        }
        for (Track track : tracks) {
            track.chart.advance(track.grammar.grammar().network().terminal(key));
        }
        tracks.removeIf(track -> !track.chart.accepted() && !track.chart.mayContinue());
        state = survey();
        return state;
    }

    /** Where the keys so far have led; before the first key too. */
    public MatchState state() {
        return state;
    }

    /** The keys that {@link #feed} would not answer with {@link MatchState.NoMatch}. */
    public Set<Key> expected() {
        Set<Key> expected = EnumSet.noneOf(Key.class);
        for (Track track : tracks) {
            for (int terminal : track.chart.expected()) {
                if (terminal == RuleNetwork.ANY) {
                    return EnumSet.allOf(Key.class);
                }
                Key.of(track.grammar.grammar().network().token(terminal).charAt(0))
                        .ifPresent(expected::add);
            }
        }
        return expected;
    }

    /** What was keyed so far. */
    public List<Key> keys() {
        return List.copyOf(keys);
    }

    private MatchState survey() {
        boolean mayContinue = false;
        boolean accepted = false;
        for (Track track : tracks) {
            mayContinue |= track.chart.mayContinue();
            accepted |= track.chart.accepted();
        }
        if (!accepted) {
            return mayContinue ? new MatchState.MayContinue() : new MatchState.NoMatch();
        }
        List<Match> matches = matches();
        return mayContinue ? new MatchState.Complete(matches) : new MatchState.Closed(matches);
    }

    private List<Match> matches() {
        List<String> tokens =
                keys.stream().map(key -> String.valueOf(key.symbol())).toList();
        return tracks.stream()
                .filter(track -> track.chart.accepted())
                .map(track -> new Match(track.grammar, tokens))
                .toList();
    }
}
