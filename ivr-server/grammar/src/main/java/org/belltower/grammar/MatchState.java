package org.belltower.grammar;

import java.util.List;

/**
 * Where the keys so far have led. Which timer runs follows from it: interdigit while more keys are needed or possible,
 * termtimeout once nothing but the terminating key can follow. <i>Immutable.</i>
 *
 * <p>Spec: VoiceXML 2.0 Appendix D.
 */
public sealed interface MatchState {
    /** No grammar accepts these keys, whatever may follow. */
    record NoMatch() implements MatchState {}

    /** Not accepted yet; further keys may lead to a match. */
    record MayContinue() implements MatchState {}

    /** Accepted, and further keys may lead to a longer match. */
    record Complete(List<Match> matches) implements MatchState {
        public Complete {
            matches = List.copyOf(matches);
        }
    }

    /** Accepted, and no further key can be. */
    record Closed(List<Match> matches) implements MatchState {
        public Closed {
            matches = List.copyOf(matches);
        }
    }

    /** The matches, in the order in which the grammars were given; empty where there is none. */
    default List<Match> found() {
        return switch (this) {
            case NoMatch() -> List.of();
            case MayContinue() -> List.of();
            case Complete(var matches) -> matches;
            case Closed(var matches) -> matches;
        };
    }
}
