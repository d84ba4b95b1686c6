package org.belltower.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** What a failed request says about the database: gone, too slow, or in good health and refusing. */
enum ConnectionFailure {
    GONE,
    TOO_SLOW,
    NONE;

    private static final int DEEPEST_CAUSE = 20;

    static ConnectionFailure of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException pool) {
                // The pool names a cause when connecting failed; without one it is merely empty.
                return pool.getCause() == null ? TOO_SLOW : GONE;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return ofState(sql.getSQLState());
            }
        }
        return NONE;
    }

    /** Spec: PostgreSQL, appendix "PostgreSQL Error Codes": classes 08, 53, 57, 58 and F0 say "not now". */
    private static ConnectionFailure ofState(String state) {
        // 40: rolled back for another's sake; the same again may succeed.
        if (state.equals("57014") || state.equals("55P03") || state.startsWith("40")) {
            return TOO_SLOW;
        }
        boolean gone = state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.startsWith("58")
                || state.startsWith("28")
                || state.startsWith("XX")
                // A standby, or rights that are not there yet: after a failover the database is still to come.
                || state.equals("25006")
                || state.equals("42501")
                || state.equals("3D000");
        return gone ? GONE : NONE;
    }

    /** The database's own words, on one line. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < DEEPEST_CAUSE && cause.getCause() != null; depth++) {
            if (cause instanceof SQLException) {
                break;
            }
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
