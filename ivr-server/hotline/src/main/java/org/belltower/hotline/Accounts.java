package org.belltower.hotline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.belltower.store.AccountPseudonyms;
import org.belltower.store.Customers;
import org.belltower.store.Database;
import org.belltower.store.DatabaseUnavailableException;
import org.belltower.store.LoginAttempts;

/**
 * Logs callers in. An account that does not exist takes the same work, counts and locks like one that does, so that
 * neither words nor time tell which accounts exist. No database connection is held while a PIN is being hashed.
 *
 * <p><i>Thread-safe.</i> Every outcome is a {@link LogIn}; the database's absence is one of them.
 */
public final class Accounts {
    /** As many hashes at once as there are processors: each takes 19 MiB, and more at once are not faster. */
    private static final int HASHES_AT_ONCE = Runtime.getRuntime().availableProcessors();

    /** Less than the two seconds within which a service answers: what is left is for the database and the hash itself. */
    private static final Duration LONGEST_QUEUE = Duration.ofMillis(1_500);

    private static final int LONGEST_ACCOUNT = 20;

    private final Database database;
    private final LoginAttempts attempts;
    private final PinHasher hasher;
    private final LockPolicy policy;
    private final InstantSource clock;
    private final Duration longestQueue;
    private final Semaphore hashing = new Semaphore(HASHES_AT_ONCE, true);
    /** What an unknown account's PIN is compared with; no PIN matches it but this random one, which nobody keeps. */
    private final String decoy;

    public Accounts(
            Database database, AccountPseudonyms pseudonyms, PinHasher hasher, LockPolicy policy, InstantSource clock) {
        this(database, pseudonyms, hasher, policy, clock, LONGEST_QUEUE);
    }

    /** @param longestQueue how long one waits for a place to hash; longer is {@link LogIn.Unavailable} */
    Accounts(
            Database database,
            AccountPseudonyms pseudonyms,
            PinHasher hasher,
            LockPolicy policy,
            InstantSource clock,
            Duration longestQueue) {
        this.longestQueue = longestQueue;
        this.database = database;
        this.attempts = database.loginAttempts(pseudonyms);
        this.hasher = hasher;
        this.policy = policy;
        this.clock = clock;
        try (Pin nobody = Pin.of(UUID.randomUUID().toString())) {
            this.decoy = hasher.hash(nobody);
        }
    }

    /** Blocks for one hash, and for a place to compute it when many log in at once. */
    public LogIn logIn(String accountNumber, Pin pin) {
        if (!accountNumber.matches("[0-9]{1," + LONGEST_ACCOUNT + "}")) {
            // Cannot be keyed as an account; also keeps the table of attempts free of it.
            return new LogIn.Wrong(policy.failures());
        }
        try {
            return attempt(accountNumber, pin);
        } catch (DatabaseUnavailableException e) {
            return new LogIn.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private LogIn attempt(String accountNumber, Pin pin) {
        if (attempts.standing(accountNumber, clock.instant()) instanceof LoginAttempts.Standing.Locked) {
            return new LogIn.Locked();
        }
        Optional<Customers.Credentials> credentials = database.customers().credentials(accountNumber);
        Optional<Boolean> right =
                matches(pin, credentials.map(Customers.Credentials::pinHash).orElse(decoy));
        if (right.isEmpty()) {
            return new LogIn.Unavailable("more logins at once than this machine can check");
        }
        Instant now = clock.instant();
        if (right.get() && credentials.isPresent()) {
            return switch (attempts.succeeded(accountNumber, now)) {
                case LoginAttempts.Standing.Open open ->
                    new LogIn.Granted(credentials.get().customer());
                case LoginAttempts.Standing.Locked locked -> new LogIn.Locked();
            };
        }
        return switch (attempts.failed(accountNumber, policy.failures(), policy.duration(), now)) {
            case LoginAttempts.Standing.Open open -> new LogIn.Wrong(Math.max(1, policy.failures() - open.failed()));
            case LoginAttempts.Standing.Locked locked -> new LogIn.Locked();
        };
    }

    private Optional<Boolean> matches(Pin pin, String hash) {
        try {
            if (!hashing.tryAcquire(longestQueue.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(hasher.matches(pin, hash));
        } finally {
            hashing.release();
        }
    }
}
