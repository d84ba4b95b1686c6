package org.belltower.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Counts failed logins by account number, whether the account exists or not. Counting and locking are one statement:
 * attempts on many lines at once are each counted, and none after the lock. <i>Thread-safe.</i> Fails as
 * {@link Database#inTransaction}.
 */
public final class LoginAttempts {
    private final Database database;

    LoginAttempts(Database database) {
        this.database = database;
    }

    /** Where an account stands after an attempt. */
    public sealed interface Standing {
        /**
         * May be tried.
         *
         * @param failed failures since the last success or lock
         */
        record Open(int failed) implements Standing {}

        /** Not to be tried before then. */
        record Locked(Instant until) implements Standing {}
    }

    public Standing standing(String accountNumber, Instant now) {
        return database.inTransaction(handle -> read(handle, accountNumber, now, ""));
    }

    /**
     * Counts one failure; an attempt on a locked account is not counted.
     *
     * @param limit failures after which the account is locked
     */
    public Standing failed(String accountNumber, int limit, Duration lock, Instant now) {
        return database.inTransaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO login_attempts AS a (account_number, failed, locked_until, last_at)
                            VALUES (:account, 1, CASE WHEN 1 >= :limit THEN :until END, :now)
                            ON CONFLICT (account_number) DO UPDATE SET
                                failed = CASE WHEN a.locked_until IS NULL THEN a.failed + 1 ELSE 1 END,
                                locked_until = CASE
                                    WHEN CASE WHEN a.locked_until IS NULL THEN a.failed + 1 ELSE 1 END >= :limit
                                    THEN EXCLUDED.last_at + :lock * interval '1 millisecond' END,
                                last_at = EXCLUDED.last_at
                            WHERE a.locked_until IS NULL OR a.locked_until <= EXCLUDED.last_at""")
                    .bind("account", accountNumber)
                    .bind("limit", limit)
                    .bind("lock", lock.toMillis())
                    .bind("until", at(now.plus(lock)))
                    .bind("now", at(now))
                    .execute();
            return read(handle, accountNumber, now, "");
        });
    }

    /** The right PIN: forgets the failures, unless the account was locked meanwhile. */
    public Standing succeeded(String accountNumber, Instant now) {
        return database.inTransaction(handle -> {
            Standing standing = read(handle, accountNumber, now, "FOR UPDATE");
            if (standing instanceof Standing.Open) {
                delete(handle, accountNumber);
                return new Standing.Open(0);
            }
            return standing;
        });
    }

    /** Lifts a lock by hand; false if there was nothing to lift. */
    public boolean unlock(String accountNumber) {
        return database.inTransaction(handle -> delete(handle, accountNumber) > 0);
    }

    /** Forgets accounts that do not exist and were not tried since; returns how many. */
    public int forgetUnknown(Instant since) {
        return database.inTransaction(
                handle -> handle.createUpdate("""
                        DELETE FROM login_attempts a WHERE last_at < :since
                        AND NOT EXISTS (SELECT 1 FROM customers c WHERE c.account_number = a.account_number)""").bind("since", at(since)).execute());
    }

    private static int delete(Handle handle, String accountNumber) {
        return handle.createUpdate("DELETE FROM login_attempts WHERE account_number = :account")
                .bind("account", accountNumber)
                .execute();
    }

    private static Standing read(Handle handle, String accountNumber, Instant now, String locking) {
        return handle.createQuery(
                        "SELECT failed, locked_until FROM login_attempts WHERE account_number = :account " + locking)
                .bind("account", accountNumber)
                .map((row, context) -> {
                    Optional<Instant> until = Optional.ofNullable(row.getObject("locked_until", OffsetDateTime.class))
                            .map(OffsetDateTime::toInstant);
                    if (until.isEmpty()) {
                        return new Standing.Open(row.getInt("failed"));
                    }
                    return until.get().isAfter(now) ? new Standing.Locked(until.get()) : new Standing.Open(0);
                })
                .findOne()
                .orElse(new Standing.Open(0));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
