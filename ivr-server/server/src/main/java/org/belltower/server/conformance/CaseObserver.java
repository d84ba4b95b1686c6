package org.belltower.server.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.belltower.voicexml.SessionObserver;

/** Notes when a session reaches {@code conf:pass} or {@code conf:fail}. Thread-safe: a case that hangs is looked at from outside. */
final class CaseObserver implements SessionObserver {
    /** Guarded by itself. */
    private final List<CaseEnd.Reached> reached = new ArrayList<>();

    @Override
    public void onLog(String label, String text, Instant at) {
        if (label.equals(CaseTemplate.PASS) || label.equals(CaseTemplate.FAIL)) {
            synchronized (reached) {
                reached.add(new CaseEnd.Reached(label.equals(CaseTemplate.PASS), text));
            }
        }
    }

    List<CaseEnd.Reached> reached() {
        synchronized (reached) {
            return List.copyOf(reached);
        }
    }
}
