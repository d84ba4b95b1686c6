package org.belltower.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** What a failed request says about the database. */
enum ConnectionFailure {
    /** It cannot be reached; nobody else need try. */
    GONE,
    /** This connection leads to a server that only reads: after a failover another one may lead to the one that writes. */
    READS_ONLY,
    /** It is there and does not do this now: a full disk, a right that is missing. Others get their answers. */
    NOT_NOW,
    TOO_SLOW,
    /** It is in good health and refuses; it will refuse the same again. */
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

    /**
     * Spec: PostgreSQL, appendix "PostgreSQL Error Codes". Classes 08, 28 and 57P and a database that does not exist (3D000) are
     * of connections; 53 (resources), 58 (the system), XX (internal) and 42501 (rights) are of one request, for which they may
     * pass without anybody changing the request.
     */
    private static ConnectionFailure ofState(String state) {
        // 40: rolled back for another's sake; the same again may succeed.
        if (state.equals("57014") || state.equals("55P03") || state.startsWith("40")) {
            return TOO_SLOW;
        }
        if (state.equals("25006")) {
            return READS_ONLY;
        }
        if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("28") || state.equals("3D000")) {
            return GONE;
        }
        boolean passing =
                state.startsWith("53") || state.startsWith("58") || state.startsWith("XX") || state.equals("42501");
        return passing ? NOT_NOW : NONE;
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
