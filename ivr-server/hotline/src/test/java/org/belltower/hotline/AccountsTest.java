package org.belltower.hotline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.belltower.store.AccountPseudonyms;
import org.belltower.store.Await;
import org.belltower.store.Database;
import org.belltower.store.LoginAttempts;
import org.belltower.store.SharedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedDatabase.class)
class AccountsTest {
    private static final String UNKNOWN = "99999999";

    @TempDir
    private Path folder;

    private final SteppingClock clock = new SteppingClock();

    @BeforeEach
    void load(Database database) {
        DemoData.load(database, clock);
    }

    private Accounts accounts(Database database) {
        return new Accounts(
                database,
                AccountPseudonyms.under(folder),
                PinHasher.DEFAULT,
                LockPolicy.DEFAULT,
                clock,
                Duration.ofSeconds(30));
    }

    private LoginAttempts attempts(Database database) {
        return database.loginAttempts(AccountPseudonyms.under(folder));
    }

    private static LogIn logIn(Accounts accounts, String account, String keys) {
        try (Pin pin = Pin.of(keys)) {
            return accounts.logIn(account, pin);
        }
    }

    @Test
    void rightPinIsGranted(Database database) {
        assertThat(logIn(accounts(database), DemoData.SHARE_ACCOUNT, DemoData.SHARE_PIN))
                .isInstanceOfSatisfying(
                        LogIn.Granted.class,
                        granted ->
                                assertThat(granted.customer().accountNumber()).isEqualTo(DemoData.SHARE_ACCOUNT));
    }

    @ParameterizedTest
    @ValueSource(strings = {DemoData.SHARE_ACCOUNT, UNKNOWN})
    void fiveFailuresLockWhetherTheAccountExistsOrNot(String account, Database database) {
        Accounts accounts = accounts(database);
        for (int remaining = 4; remaining >= 1; remaining--) {
            assertThat(logIn(accounts, account, "000000")).isEqualTo(new LogIn.Wrong(remaining));
        }
        assertThat(logIn(accounts, account, "000000")).isEqualTo(new LogIn.Locked());
        assertThat(logIn(accounts, account, DemoData.SHARE_PIN))
                .as("the right PIN does not help")
                .isEqualTo(new LogIn.Locked());
    }

    @Test
    void lockEndsAfterItsTimeAndCountingBeginsAgain(Database database) {
        Accounts accounts = accounts(database);
        for (int i = 0; i < 5; i++) {
            logIn(accounts, DemoData.SHARE_ACCOUNT, "000000");
        }
        clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(logIn(accounts, DemoData.SHARE_ACCOUNT, DemoData.SHARE_PIN)).isEqualTo(new LogIn.Locked());
        clock.advance(Duration.ofSeconds(1));
        assertThat(logIn(accounts, DemoData.SHARE_ACCOUNT, "000000")).isEqualTo(new LogIn.Wrong(4));
        assertThat(logIn(accounts, DemoData.SHARE_ACCOUNT, DemoData.SHARE_PIN)).isInstanceOf(LogIn.Granted.class);
    }

    @Test
    void successForgetsFailuresAndOperatorUnlocks(Database database) {
        Accounts accounts = accounts(database);
        logIn(accounts, DemoData.SHARE_ACCOUNT, "000000");
        logIn(accounts, DemoData.SHARE_ACCOUNT, DemoData.SHARE_PIN);
        assertThat(logIn(accounts, DemoData.SHARE_ACCOUNT, "000000")).isEqualTo(new LogIn.Wrong(4));
        for (int i = 0; i < 4; i++) {
            logIn(accounts, DemoData.SHARE_ACCOUNT, "000000");
        }
        assertThat(attempts(database).unlock(DemoData.SHARE_ACCOUNT, clock.instant()))
                .isEqualTo(new LoginAttempts.Standing.Locked(clock.instant().plus(Duration.ofHours(24))));
        assertThat(attempts(database).unlock(DemoData.SHARE_ACCOUNT, clock.instant()))
                .isEqualTo(new LoginAttempts.Standing.Open(0));
        assertThat(logIn(accounts, DemoData.SHARE_ACCOUNT, DemoData.SHARE_PIN)).isInstanceOf(LogIn.Granted.class);
    }

    @Test
    void attemptsOnManyLinesAtOnceAreCountedExactlyAndNoneAfterTheLock(Database database) throws Exception {
        Accounts accounts = accounts(database);
        List<LogIn> five = atOnce(5, () -> logIn(accounts, DemoData.SHARE_ACCOUNT, "000000"));
        assertThat(five)
                .containsExactlyInAnyOrder(
                        new LogIn.Wrong(4),
                        new LogIn.Wrong(3),
                        new LogIn.Wrong(2),
                        new LogIn.Wrong(1),
                        new LogIn.Locked());
        assertThat(failures(database, DemoData.SHARE_ACCOUNT)).isEqualTo(5);

        atOnce(20, () -> logIn(accounts, DemoData.AMOUNT_ACCOUNT, "000000"));
        assertThat(failures(database, DemoData.AMOUNT_ACCOUNT)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "12345678' OR '1'='1", "123456789012345678901", "１２３４"})
    void whatIsNoAccountNumberIsWrongAndLeavesNoTrace(String account, Database database) {
        assertThat(logIn(accounts(database), account, "000000")).isInstanceOf(LogIn.Wrong.class);
        assertThat(rows(database)).isZero();
    }

    /** What is keyed for an account may be a PIN, or a card's number. */
    @Test
    void whatWasKeyedIsNotInTheDatabase(Database database) {
        Accounts accounts = accounts(database);
        logIn(accounts, UNKNOWN, "000000");
        logIn(accounts, DemoData.SHARE_ACCOUNT, "000000");
        assertThat(database.<List<String>>inTransaction(
                        handle -> handle.createQuery("SELECT a::text FROM login_attempts a")
                                .mapTo(String.class)
                                .list()))
                .hasSize(2)
                .noneMatch(row -> row.contains(UNKNOWN) || row.contains(DemoData.SHARE_ACCOUNT));
    }

    /** Were only unknown accounts forgotten, an attempt after a long while would tell which ones exist. */
    @Test
    void oldFailuresAreForgottenAlikeWhetherTheAccountExistsOrNot(Database database) {
        Accounts accounts = accounts(database);
        logIn(accounts, UNKNOWN, "000000");
        logIn(accounts, DemoData.SHARE_ACCOUNT, "000000");
        clock.advance(Duration.ofDays(89));
        logIn(accounts, DemoData.AMOUNT_ACCOUNT, "000000");
        clock.advance(Duration.ofDays(2));
        Instant now = clock.instant();
        assertThat(attempts(database).forget(now.minus(AttemptRetention.KEPT), now))
                .isEqualTo(2);
        assertThat(logIn(accounts, UNKNOWN, "000000")).isEqualTo(new LogIn.Wrong(4));
        assertThat(logIn(accounts, DemoData.SHARE_ACCOUNT, "000000")).isEqualTo(new LogIn.Wrong(4));
        assertThat(logIn(accounts, DemoData.AMOUNT_ACCOUNT, "000000")).isEqualTo(new LogIn.Wrong(3));
    }

    @Test
    void lockThatOutlastsTheRetentionStays(Database database) {
        Instant now = clock.instant();
        attempts(database).failed(UNKNOWN, 1, Duration.ofDays(365), now);
        clock.advance(Duration.ofDays(100));
        assertThat(attempts(database).forget(clock.instant().minus(AttemptRetention.KEPT), clock.instant()))
                .isZero();
        assertThat(attempts(database).standing(UNKNOWN, clock.instant()))
                .isEqualTo(new LoginAttempts.Standing.Locked(now.plus(Duration.ofDays(365))));
    }

    @Test
    void retentionForgetsByItselfAgainAndAgain(Database database) {
        Accounts accounts = accounts(database);
        try (var _ = AttemptRetention.start(attempts(database), clock, Duration.ofMillis(20))) {
            for (int round = 0; round < 2; round++) {
                logIn(accounts, UNKNOWN, "000000");
                clock.advance(Duration.ofDays(91));
                Await.until(
                        "failures of " + UNKNOWN + " are forgotten", Duration.ofSeconds(20), () -> rows(database) == 0);
            }
        }
    }

    private static int rows(Database database) {
        return database.<Integer>inTransaction(handle -> handle.createQuery("SELECT count(*) FROM login_attempts")
                .mapTo(Integer.class)
                .one());
    }

    private int failures(Database database, String account) {
        return database.<Integer>inTransaction(
                handle -> handle.createQuery("SELECT failed FROM login_attempts WHERE account = ?")
                        .bind(0, AccountPseudonyms.under(folder).of(account))
                        .mapTo(Integer.class)
                        .one());
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(times, work))) {
                results.add(result.get());
            }
            return results;
        }
    }
}
