package org.belltower.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Counts failed logins by account number, whether the account exists or not. Counting and locking are one statement:
 * attempts on many lines at once are each counted, and none after the lock. Kept are pseudonyms, never what was keyed, and
 * nothing tells those of accounts that exist from others. <i>Thread-safe.</i> Fails as {@link Database#inTransaction}.
 */
public final class LoginAttempts {
    private final Database database;
    private final AccountPseudonyms pseudonyms;

    LoginAttempts(Database database, AccountPseudonyms pseudonyms) {
        this.database = database;
        this.pseudonyms = pseudonyms;
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
        return database.inTransaction(handle -> read(handle, pseudonyms.of(accountNumber), now, ""));
    }

    /**
     * Counts one failure; an attempt on a locked account is not counted.
     *
     * @param limit failures after which the account is locked
     */
    public Standing failed(String accountNumber, int limit, Duration lock, Instant now) {
        return database.inTransaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO login_attempts AS a (account, failed, locked_until, last_at)
                            VALUES (:account, 1, CASE WHEN 1 >= :limit THEN :until END, :now)
                            ON CONFLICT (account) DO UPDATE SET
                                failed = CASE WHEN a.locked_until IS NULL THEN a.failed + 1 ELSE 1 END,
                                locked_until = CASE
                                    WHEN CASE WHEN a.locked_until IS NULL THEN a.failed + 1 ELSE 1 END >= :limit
                                    THEN EXCLUDED.last_at + :lock * interval '1 millisecond' END,
                                last_at = EXCLUDED.last_at
                            WHERE a.locked_until IS NULL OR a.locked_until <= EXCLUDED.last_at""")
                    .bind("account", pseudonyms.of(accountNumber))
                    .bind("limit", limit)
                    .bind("lock", lock.toMillis())
                    .bind("until", at(now.plus(lock)))
                    .bind("now", at(now))
                    .execute();
            return read(handle, pseudonyms.of(accountNumber), now, "");
        });
    }

    /** The right PIN: forgets the failures, unless the account was locked meanwhile. */
    public Standing succeeded(String accountNumber, Instant now) {
        return database.inTransaction(handle -> {
            Standing standing = read(handle, pseudonyms.of(accountNumber), now, "FOR UPDATE");
            if (standing instanceof Standing.Open) {
                delete(handle, pseudonyms.of(accountNumber));
                return new Standing.Open(0);
            }
            return standing;
        });
    }

    /** Lifts a lock by hand and forgets the failures; returns what there was to lift. */
    public Standing unlock(String accountNumber, Instant now) {
        return database.inTransaction(handle -> {
            Standing standing = read(handle, pseudonyms.of(accountNumber), now, "FOR UPDATE");
            delete(handle, pseudonyms.of(accountNumber));
            return standing;
        });
    }

    /**
     * Forgets accounts that were not tried since then and are not locked, whether they exist or not: were only those
     * forgotten that do not exist, an attempt after a long while would tell which do.
     *
     * @return how many
     */
    public int forget(Instant since, Instant now) {
        return database.inTransaction(handle -> handle.createUpdate(
                        "DELETE FROM login_attempts WHERE last_at < :since AND (locked_until IS NULL OR locked_until <= :now)")
                .bind("since", at(since))
                .bind("now", at(now))
                .execute());
    }

    private static void delete(Handle handle, String account) {
        handle.createUpdate("DELETE FROM login_attempts WHERE account = :account")
                .bind("account", account)
                .execute();
    }

    private static Standing read(Handle handle, String account, Instant now, String locking) {
        return handle.createQuery("SELECT failed, locked_until FROM login_attempts WHERE account = :account " + locking)
                .bind("account", account)
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
