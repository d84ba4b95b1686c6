package org.belltower.server.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.belltower.store.NetValue;

/** Prints what happens in a call, with seconds since the answer; before it, since the start. Confined to the main thread. */
public final class Transcript {
    private final PrintWriter out;
    private long zero = System.nanoTime();

    public Transcript(PrintWriter out) {
        this.out = out;
    }

    public void answered(long nanos) {
        note("answered");
        zero = nanos;
    }

    void note(String text) {
        line(System.nanoTime(), "", text);
    }

    void hears(long nanos, String text, boolean whole) {
        line(nanos, "hears", whole ? text : text + " …");
    }

    void keys(long nanos, String keys) {
        line(nanos, "keys", keys);
    }

    void says(long nanos, String words) {
        line(nanos, "says", words);
    }

    /** The database row behind what was heard last. */
    void row(NetValue row) {
        out.printf(
                "%8s  row    plan %s  unit net value %s  %s  source %s%n",
                "", row.planCode(), row.figure().value().toPlainString(), row.valuationDate(), row.source());
        out.flush();
    }

    private void line(long nanos, String what, String text) {
        Duration since = Duration.ofNanos(nanos - zero);
        out.printf(Locale.ROOT, "%8.2f  %-5s  %s%n", since.toMillis() / 1000.0, what, text);
        out.flush();
    }
}
