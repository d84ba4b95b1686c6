package org.belltower.server.doctor;

import java.util.List;
import org.belltower.server.doctor.Outcome.Missing;
import org.belltower.server.doctor.Outcome.Ok;
import org.belltower.server.doctor.Outcome.Warning;

/** The findings as plain text: a line each, its remedy in the line below. <em>Immutable.</em> */
public final class FindingTable {
    private FindingTable() {}

    /** What the last line says of the whole. */
    public enum Verdict {
        SERVER("The server cannot run", "The server can run"),
        FREESWITCH("FreeSWITCH cannot bring the calls like this", "FreeSWITCH can bring the calls");

        private final String bad;
        private final String good;

        Verdict(String bad, String good) {
            this.bad = bad;
            this.good = good;
        }
    }

    /** Those of a server. */
    public static String render(List<Finding> findings) {
        return render(findings, Verdict.SERVER);
    }

    /** Ends with a line break and a line that sums up. */
    public static String render(List<Finding> findings, Verdict verdict) {
        int width = findings.stream()
                .mapToInt(finding -> finding.subject().length())
                .max()
                .orElse(0);
        StringBuilder table = new StringBuilder();
        int missing = 0;
        int warnings = 0;
        for (Finding finding : findings) {
            String subject =
                    finding.subject() + " ".repeat(width - finding.subject().length());
            switch (finding.outcome()) {
                case Ok ok -> line(table, "ok     ", subject, ok.seen());
                case Warning warning -> {
                    warnings++;
                    line(table, "warning", subject, warning.seen());
                    line(table, "       ", " ".repeat(width), "-> " + warning.remedy());
                }
                case Missing absent -> {
                    missing++;
                    line(table, "missing", subject, absent.seen());
                    line(table, "       ", " ".repeat(width), "-> " + absent.remedy());
                }
            }
        }
        return table.append(sum(verdict, missing, warnings)).append('\n').toString();
    }

    /** What was seen may come from a program's output: it stays in its line. */
    private static void line(StringBuilder table, String state, String subject, String text) {
        table.append(state)
                .append("  ")
                .append(subject)
                .append("  ")
                .append(text.replaceAll("\\p{Cntrl}+", " ").strip())
                .append('\n');
    }

    private static String sum(Verdict verdict, int missing, int warnings) {
        if (missing > 0) {
            return verdict.bad + ": " + missing + " missing, " + warnings + " to look at.";
        }
        return warnings > 0 ? verdict.good + "; " + warnings + " to look at." : "Everything is there.";
    }
}
