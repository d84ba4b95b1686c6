package org.belltower.server.call;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Where a defect came from, without its message, which may quote what a caller has entered: {@code For input string:
 * "246810"}. Stateless.
 */
final class DefectTrace {
    private DefectTrace() {}

    /** Classes and stack frames, of the causes too; a line each. */
    static String of(Throwable defect) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable at = defect; at != null && told.add(at); at = at.getCause()) {
            text.append(text.isEmpty() ? "" : "\ncaused by ")
                    .append(at.getClass().getName());
            for (StackTraceElement frame : at.getStackTrace()) {
                text.append("\n\tat ").append(frame);
            }
        }
        return text.toString();
    }
}
