package org.belltower.hotline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.store.AccountPseudonyms;
import org.belltower.store.Database;
import org.belltower.store.NetValue;
import org.belltower.store.PatientDatabase;
import org.belltower.store.PostgresForTests;
import org.belltower.store.SharedDatabase;
import org.belltower.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SharedDatabase.class)
class HotlineSessionTest {
    private static final Map<String, String> SHARE_LOGIN =
            Map.of("account", DemoData.SHARE_ACCOUNT, "pin", DemoData.SHARE_PIN);

    @TempDir
    private Path folder;

    private final SteppingClock clock = new SteppingClock();

    private HotlineSession session(Database database) {
        return new Hotline(database, AccountPseudonyms.under(folder), LockPolicy.DEFAULT, clock).newSession();
    }

    private static JsonNode ask(HotlineSession session, String name, Map<String, String> parameters) {
        HotlineReply reply = session.call(name, parameters);
        assertThat(reply).isInstanceOf(HotlineReply.Answered.class);
        return JsonMapper.builder().build().readTree(((HotlineReply.Answered) reply).json());
    }

    private static String outcome(HotlineSession session, String name, Map<String, String> parameters) {
        return ask(session, name, parameters).get("outcome").asString();
    }

    @Test
    void unitNetValueIsTheFigureOfTheRowWithDateAndSource(Database database) {
        DemoData.load(database, clock);
        try (HotlineSession session = session(database)) {
            assertThat(ask(session, "login", SHARE_LOGIN).toString())
                    .isEqualTo("{\"outcome\":\"granted\",\"customerName\":\"张伟\",\"language\":\"zh-CN\"}");
            assertThat(ask(session, "netvalue", Map.of("plan", "P-2001", "language", "en-US"))
                            .toString())
                    .isEqualTo(
                            "{\"outcome\":\"found\",\"planCode\":\"P-2001\",\"planName\":\"Steady Growth Pension Plan\","
                                    + "\"method\":\"share\",\"currency\":\"CNY\",\"unitNetValue\":\"1.0532\","
                                    + "\"periodEndNetAssetValue\":\"105320000.00\",\"investmentReturn\":\"1053200.00\","
                                    + "\"valuationDate\":\"2026-11-20\",\"source\":\"custodian file\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261122})
    void figuresFollowTheDatabaseWhateverTheSeed(long seed, Database database) {
        DemoData.load(database, clock, seed);
        NetValue row = database.netValues().latest(DemoData.AMOUNT_PLAN).orElseThrow();
        try (HotlineSession session = session(database)) {
            ask(session, "login", Map.of("account", DemoData.AMOUNT_ACCOUNT, "pin", DemoData.AMOUNT_PIN));
            JsonNode answer = ask(session, "netvalue", Map.of("plan", DemoData.AMOUNT_PLAN));
            assertThat(answer.get("undistributedProfit").asString())
                    .isEqualTo(row.figure().value().toPlainString());
            assertThat(answer.has("unitNetValue")).isFalse();
        }
    }

    @Test
    void plansAreThoseOfTheCustomer(Database database) {
        DemoData.load(database, clock);
        try (HotlineSession session = session(database)) {
            ask(session, "login", Map.of("account", DemoData.BOTH_ACCOUNT, "pin", DemoData.BOTH_PIN));
            JsonNode plans = ask(session, "plans", Map.of()).get("plans");
            assertThat(plans.toString())
                    .isEqualTo("[{\"planCode\":\"P-1001\",\"planName\":\"安心收益养老金计划\",\"method\":\"amount\","
                            + "\"currency\":\"CNY\",\"amount\":\"1200.50\",\"asOf\":\"2026-11-20\","
                            + "\"source\":\"custodian file\"},"
                            + "{\"planCode\":\"P-2001\",\"planName\":\"稳健增长养老金计划\",\"method\":\"share\","
                            + "\"currency\":\"CNY\",\"shares\":\"2500.5000\",\"asOf\":\"2026-11-20\","
                            + "\"source\":\"custodian file\"}]");
        }
    }

    @Test
    void lastThreeDaysAreNewestFirstEachWithDateAndSource(Database database) {
        DemoData.load(database, clock);
        try (HotlineSession session = session(database)) {
            ask(session, "login", SHARE_LOGIN);
            JsonNode days = ask(session, "lastthree", Map.of("plan", "P-2001")).get("days");
            assertThat(days.size()).isEqualTo(3);
            assertThat(days.valueStream()
                            .map(day -> day.get("valuationDate").asString() + " "
                                    + day.get("unitNetValue").asString() + " "
                                    + day.get("source").asString()))
                    .containsExactly(
                            "2026-11-20 1.0532 custodian file",
                            "2026-11-19 1.0521 custodian file",
                            "2026-11-18 1.0510 custodian file");
        }
    }

    @ParameterizedTest
    @CsvSource({"netvalue", "lastthree", "plans"})
    void nothingIsToldBeforeLoginOrAfterLogoutOrAfterAWrongPin(String service, Database database) {
        DemoData.load(database, clock);
        Map<String, String> plan = Map.of("plan", "P-2001", "customer", "1", "account", DemoData.SHARE_ACCOUNT);
        try (HotlineSession session = session(database)) {
            assertThat(outcome(session, service, plan)).isEqualTo("not-logged-in");
            ask(session, "login", SHARE_LOGIN);
            assertThat(outcome(session, service, plan)).isEqualTo("found");
            ask(session, "logout", Map.of());
            assertThat(outcome(session, service, plan)).isEqualTo("not-logged-in");
            ask(session, "login", SHARE_LOGIN);
            assertThat(outcome(session, "login", Map.of("account", DemoData.BOTH_ACCOUNT, "pin", "000000")))
                    .isEqualTo("wrong");
            assertThat(outcome(session, service, plan)).isEqualTo("not-logged-in");
        }
    }

    @Test
    void planOfOthersIsRefusedAsOneThatDoesNotExist(Database database) {
        DemoData.load(database, clock);
        try (HotlineSession session = session(database)) {
            ask(session, "login", SHARE_LOGIN);
            JsonNode others = ask(session, "netvalue", Map.of("plan", DemoData.AMOUNT_PLAN));
            assertThat(others).isEqualTo(ask(session, "netvalue", Map.of("plan", "P-0000")));
            assertThat(others.toString()).isEqualTo("{\"outcome\":\"unknown-plan\"}");
        }
    }

    @Test
    void planWithoutFiguresHasNone(Database database) {
        DemoData.load(database, clock);
        database.inTransaction(handle -> handle.execute("TRUNCATE net_values"));
        try (HotlineSession session = session(database)) {
            ask(session, "login", SHARE_LOGIN);
            assertThat(outcome(session, "netvalue", Map.of("plan", "P-2001"))).isEqualTo("none");
            assertThat(outcome(session, "lastthree", Map.of("plan", "P-2001"))).isEqualTo("none");
        }
    }

    /** As a defect of a service, or a database that refuses a statement. */
    @ParameterizedTest
    @MethodSource
    void failureThatNobodyExpectedIsAnApologyAndTheSessionGoesOn(RuntimeException defect, Database database) {
        HotlineService broken = new HotlineService() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public ServiceAnswer answer(HotlineRequest request) {
                throw defect;
            }
        };
        try (HotlineSession session =
                new Hotline(new HotlineServices(List.of(broken, new PlansService(database)))).newSession()) {
            assertThat(session.call("broken", Map.of("pin", "135246")))
                    .isEqualTo(new HotlineReply.Answered("unavailable", "{\"outcome\":\"unavailable\"}"));
            assertThat(outcome(session, "plans", Map.of())).isEqualTo("not-logged-in");
        }
    }

    static Stream<RuntimeException> failureThatNobodyExpectedIsAnApologyAndTheSessionGoesOn() {
        return Stream.of(
                new IllegalStateException("a defect of ours"),
                new StoreException("the database refused a statement"),
                new NullPointerException());
    }

    /** A caller who leaves out the # keys the PIN right behind the account number. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "missing table, ALTER TABLE customers RENAME TO customers_away, ALTER TABLE customers_away RENAME TO customers",
        "missing column, ALTER TABLE customers RENAME pin_hash TO pin_away, ALTER TABLE customers RENAME pin_away TO pin_hash",
    })
    void schemaThatIsNotOursLeavesNothingOfWhatWasKeyedInTheLog(
            String fault, String breaks, String mends, Database database) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        try (HotlineSession session = session(database)) {
            database.inTransaction(handle -> handle.execute(breaks));
            log.start();
            root.addAppender(log);
            assertThat(outcome(session, "login", Map.of("account", "918273640192", "pin", "546372819910")))
                    .isEqualTo("unavailable");
        } finally {
            root.detachAppender(log);
            database.inTransaction(handle -> handle.execute(mends));
        }
        String logged = log.list.stream().map(HotlineSessionTest::whole).collect(Collectors.joining("\n"));
        assertThat(logged)
                .as(fault)
                .contains("hotline:login failed unexpectedly")
                .contains("does not exist")
                .doesNotContain("918273640192")
                .doesNotContain("546372819910");
    }

    /** As a log file shows it, with the traces of all causes. */
    private static String whole(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return event.getFormattedMessage() + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown));
    }

    /** The caller hangs up while the PIN is being checked: the log-in ends after the call. */
    @Test
    void logInThatEndsAfterTheSessionIsClosedLogsNobodyIn(Database database) throws InterruptedException {
        DemoData.load(database, clock);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        HotlineService slow = new HotlineService() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public ServiceAnswer answer(HotlineRequest request) {
                asked.countDown();
                try {
                    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                request.session()
                        .loggedIn(database.customers()
                                .credentials(DemoData.SHARE_ACCOUNT)
                                .orElseThrow()
                                .customer());
                return ServiceAnswer.of("granted");
            }
        };
        HotlineSession session =
                new Hotline(new HotlineServices(List.of(slow, new PlansService(database)))).newSession();
        Thread beside = Thread.ofVirtual().start(() -> session.call("slow", Map.of()));
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        session.close();
        closed.countDown();
        assertThat(beside.join(Duration.ofSeconds(30))).isTrue();
        assertThat(session.customer()).isEmpty();
        assertThat(outcome(session, "plans", Map.of())).isEqualTo("not-logged-in");
    }

    @Test
    void mistakesInDocumentsAreNamedWithoutSecrets(Database database) {
        try (HotlineSession session = session(database)) {
            assertThat(session.call("login", Map.of("pin", "135246")))
                    .isEqualTo(new HotlineReply.BadRequest("hotline:login: parameter 'account' is missing"));
            assertThat(session.call("balance", Map.of()))
                    .isEqualTo(new HotlineReply.NoSuchService("no service 'hotline:balance'; there are "
                            + "[lastthree, login, logout, netvalue, plans]"));
            assertThat(new HotlineRequest(session, Map.of("pin", "135246")).toString())
                    .doesNotContain("135246");
        }
    }

    @Test
    void databaseThatGoesIsAnAnswerAndTheCallGoesOnWhenItIsBack(@TempDir Path directory) throws InterruptedException {
        try (PostgresForTests postgres = PostgresForTests.start(directory);
                Database database = PatientDatabase.open(postgres.settings());
                HotlineSession session = session(database)) {
            DemoData.load(database, clock);
            ask(session, "login", SHARE_LOGIN);

            postgres.kill();

            for (String service : new String[] {"netvalue", "plans", "lastthree"}) {
                assertThat(outcome(session, service, Map.of("plan", "P-2001"))).isEqualTo("unavailable");
            }
            postgres.startAgain();
            assertThat(database.awaitReady(PostgresForTests.patience())).isTrue();
            assertThat(outcome(session, "netvalue", Map.of("plan", "P-2001"))).isEqualTo("found");
            assertThat(outcome(session, "login", SHARE_LOGIN)).isEqualTo("granted");
        }
    }
}
