package org.belltower.server.metrics;

/**
 * Whether the server is fit for calls now. <em>Immutable.</em>
 *
 * @param takesCalls false while it stops
 * @param database whether PostgreSQL answers; without it calls are taken, but nobody can log in
 * @param calls in progress
 */
public record Health(boolean takesCalls, boolean database, int calls) {
    /** As JSON: {@code status} is {@code up}, {@code degraded} or {@code stopping}. */
    String json() {
        String status = !takesCalls ? "stopping" : database ? "up" : "degraded";
        return "{\"status\":\"%s\",\"database\":\"%s\",\"calls\":%d}"
                .formatted(status, database ? "up" : "down", calls);
    }
}
