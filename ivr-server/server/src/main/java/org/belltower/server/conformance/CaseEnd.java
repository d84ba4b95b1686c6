package org.belltower.server.conformance;

import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.SessionEnd;

/**
 * How a case's session went. Immutable.
 *
 * @param reached what {@code conf:pass} and {@code conf:fail} logged, in order
 * @param end empty where the session did not end in time
 * @param heard what the caller heard, piece after piece
 */
record CaseEnd(List<Reached> reached, Optional<SessionEnd> end, List<String> heard) {
    CaseEnd {
        reached = List.copyOf(reached);
        heard = List.copyOf(heard);
    }

    /**
     * A {@code conf:pass} or {@code conf:fail}.
     *
     * @param reason of a fail
     */
    record Reached(boolean pass, String reason) {}

    /** Against what the case expects. */
    CaseResult judge(String id, Expectation expectation) {
        if (end.isEmpty()) {
            return CaseResult.failed(id, "it hangs: no end in time");
        }
        return switch (expectation) {
            case Expectation.Passes() -> passes(id, end.get());
            case Expectation.Ends() -> ends(id, end.get()).orElseGet(() -> CaseResult.passed(id));
            case Expectation.Hears(List<String> words) ->
                ends(id, end.get())
                        .orElseGet(() -> inOrder(words)
                                ? CaseResult.passed(id)
                                : CaseResult.failed(id, "heard " + heard + " and not " + words + " in this order"));
            case Expectation.Plays(String file) ->
                ends(id, end.get())
                        .orElseGet(() -> heard.stream().anyMatch(piece -> piece.contains(file))
                                ? CaseResult.passed(id)
                                : CaseResult.failed(id, "heard " + heard + " and not " + file));
        };
    }

    private CaseResult passes(String id, SessionEnd how) {
        if (!reached.isEmpty()) {
            Reached first = reached.getFirst();
            return first.pass() ? CaseResult.passed(id) : CaseResult.failed(id, first.reason());
        }
        if (how instanceof SessionEnd.Failed(String event, String message)) {
            return CaseResult.error(id, event + ": " + message);
        }
        // What conf:pass stands for, written out.
        return heard.contains(CaseTemplate.SAID)
                ? CaseResult.passed(id)
                : CaseResult.failed(id, "the session ended without conf:pass");
    }

    /** What is wrong with an end that has to be neither; empty where nothing is. */
    private Optional<CaseResult> ends(String id, SessionEnd how) {
        if (reached.stream().anyMatch(one -> !one.pass())) {
            return Optional.of(CaseResult.failed(id, reached.getFirst().reason()));
        }
        return how instanceof SessionEnd.Failed(String event, String message)
                ? Optional.of(CaseResult.error(id, event + ": " + message))
                : Optional.empty();
    }

    private boolean inOrder(List<String> words) {
        String all = String.join(" ", heard);
        int from = 0;
        for (String word : words) {
            int at = all.indexOf(word, from);
            if (at < 0) {
                return false;
            }
            from = at + word.length();
        }
        return true;
    }
}
