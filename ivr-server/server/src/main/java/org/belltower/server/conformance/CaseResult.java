package org.belltower.server.conformance;

/**
 * What came of one case. Immutable.
 *
 * @param id the folder's name and the case's, such as {@code voicexml-2.0/261}
 */
public record CaseResult(String id, Verdict verdict) {
    /** Whether the case proves what it is there to prove. */
    public sealed interface Verdict {
        /**
         * It does.
         *
         * @param note what else is to be known; empty text for nothing
         */
        record Passed(String note) implements Verdict {}

        /** The dialog or grammar did something else. */
        record Failed(String reason) implements Verdict {}

        /** It could not be told: the case is broken, or the session ended by an event that nobody caught. */
        record Undecided(String reason) implements Verdict {}

        /** It was not run. */
        record Skipped(String reason) implements Verdict {}
    }

    static CaseResult passed(String id) {
        return new CaseResult(id, new Verdict.Passed(""));
    }

    static CaseResult passed(String id, String note) {
        return new CaseResult(id, new Verdict.Passed(note));
    }

    static CaseResult failed(String id, String reason) {
        return new CaseResult(id, new Verdict.Failed(reason));
    }

    static CaseResult error(String id, String reason) {
        return new CaseResult(id, new Verdict.Undecided(reason));
    }

    static CaseResult skipped(String id, String reason) {
        return new CaseResult(id, new Verdict.Skipped(reason));
    }

    /** One line: the id, the verdict, the reason. */
    @Override
    public String toString() {
        return switch (verdict) {
            case Verdict.Passed(String note) -> line("pass", note);
            case Verdict.Failed(String reason) -> line("fail", reason);
            case Verdict.Undecided(String reason) -> line("error", reason);
            case Verdict.Skipped(String reason) -> line("skipped:", reason);
        };
    }

    private String line(String word, String reason) {
        String oneLine = reason.strip().replaceAll("\\s+", " ");
        return "%-34s  %s %s".formatted(id, word, oneLine).stripTrailing();
    }
}
