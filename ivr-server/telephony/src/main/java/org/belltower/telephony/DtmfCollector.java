package org.belltower.telephony;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.DtmfMatcher;
import org.belltower.grammar.Key;
import org.belltower.grammar.Match;
import org.belltower.grammar.MatchState;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputResult;

/**
 * Turns keys and the time between them into one input. Confined to the call's thread; it has no clock of its own: the line
 * asks how long to wait and says when that time is over.
 *
 * <p>A key that no grammar can take ends the input at once where it is the first, so that a wrong choice in a menu is answered
 * without delay. In the middle of an entry the rest of it is awaited, so that it is not taken for an answer to what comes next.
 *
 * <p>Spec: VoiceXML 2.0 appendix D.
 */
public final class DtmfCollector {
    private final DtmfMatcher matcher;
    private final DtmfTiming timing;
    private final StringBuilder keys = new StringBuilder();
    private MatchState state;
    private boolean full;

    /** Before the first key. */
    public DtmfCollector(List<ActiveGrammar> grammars, DtmfTiming timing) {
        this.matcher = DtmfMatcher.of(grammars);
        this.timing = timing;
        this.state = matcher.state();
    }

    /** What a key has led to. */
    public sealed interface Progress {
        /** More keys may come. */
        record Waiting() implements Progress {}

        /** The input is complete and the key is part of it. */
        record Done(InputResult result) implements Progress {}

        /** The input was complete before this key, which is the first of what comes next. */
        record DoneBefore(InputResult result) implements Progress {}
    }

    /** What the next key leads to. */
    public Progress key(char symbol) {
        Optional<Key> key = Key.of(symbol);
        if (key.isEmpty()) {
            return new Progress.Waiting();
        }
        boolean terminates =
                timing.termChar().equals(key) && !matcher.expected().contains(key.get());
        if (terminates) {
            return new Progress.Done(result(keys.isEmpty() ? String.valueOf(symbol) : keys.toString()));
        }
        if (!keys.isEmpty() && state instanceof MatchState.Closed) {
            return new Progress.DoneBefore(result(keys.toString()));
        }
        boolean first = keys.isEmpty();
        keys.append(symbol);
        if (!first && state instanceof MatchState.NoMatch) {
            return new Progress.Waiting();
        }
        state = matcher.feed(key.get());
        return switch (state) {
            case MatchState.Closed _
            when timing.term().isZero() || timing.termChar().isEmpty() -> {
                full = true;
                yield new Progress.Done(result(keys.toString()));
            }
            case MatchState.NoMatch _ when first -> new Progress.Done(result(keys.toString()));
            case MatchState.Closed _, MatchState.NoMatch _, MatchState.MayContinue _, MatchState.Complete _ ->
                new Progress.Waiting();
        };
    }

    /** The terminating key that may still come behind an entry which ended because it was full. */
    Optional<Key> lateTermChar() {
        return full ? timing.termChar() : Optional.empty();
    }

    /** How long to wait for the next key, from the last one; before the first key, from the end of the prompts. */
    Duration patience(Duration timeout) {
        if (keys.isEmpty()) {
            return timeout;
        }
        return state instanceof MatchState.Closed ? timing.term() : timing.interdigit();
    }

    /** No key came in that time. */
    public InputResult outOfTime() {
        return keys.isEmpty() ? new InputResult.NoInput() : result(keys.toString());
    }

    private InputResult result(String utterance) {
        List<Match> matches = state.found();
        return matches.isEmpty()
                ? new InputResult.NoMatch(InputMode.DTMF, utterance)
                : InputResult.Matched.keys(utterance, matches);
    }
}
