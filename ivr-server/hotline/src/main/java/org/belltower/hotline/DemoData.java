package org.belltower.hotline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.belltower.store.Database;
import org.belltower.store.LoginAttempts;
import org.jdbi.v3.core.Handle;

/**
 * Invented customers and figures for demonstrations and tests; accounts and PINs are public:
 *
 * <table>
 * <caption>Demo customers</caption>
 * <tr><th>account</th><th>PIN</th><th>plans</th></tr>
 * <tr><td>{@value #SHARE_ACCOUNT}</td><td>{@value #SHARE_PIN}</td><td>P-2001 (share method)</td></tr>
 * <tr><td>{@value #AMOUNT_ACCOUNT}</td><td>{@value #AMOUNT_PIN}</td><td>P-1001 (amount method)</td></tr>
 * <tr><td>{@value #BOTH_ACCOUNT}</td><td>{@value #BOTH_PIN}</td><td>both</td></tr>
 * </table>
 *
 * <p>Loading again replaces the figures and the PINs. Where there are other customers or plans nothing is loaded: whoever knows
 * a public PIN must not get in beside real customers.
 */
public final class DemoData {
    public static final String SHARE_ACCOUNT = "20010001";
    public static final String SHARE_PIN = "246810";
    public static final String AMOUNT_ACCOUNT = "10010001";
    public static final String AMOUNT_PIN = "135791";
    public static final String BOTH_ACCOUNT = "30010001";
    public static final String BOTH_PIN = "112358";
    public static final String SHARE_PLAN = "P-2001";
    public static final String AMOUNT_PLAN = "P-1001";

    private static final String SHARE_NAME = "张伟";
    private static final String AMOUNT_NAME = "李娜";
    private static final String BOTH_NAME = "Grace Hopper";
    private static final String SHARE_CHINESE = "稳健增长养老金计划";
    private static final String SHARE_ENGLISH = "Steady Growth Pension Plan";
    private static final String AMOUNT_CHINESE = "安心收益养老金计划";
    private static final String AMOUNT_ENGLISH = "Secure Income Pension Plan";
    private static final String SOURCE = "custodian file";
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 20);
    private static final int DAYS = 5;

    private final PinHasher hasher;
    private final InstantSource clock;

    private DemoData(PinHasher hasher, InstantSource clock) {
        this.hasher = hasher;
        this.clock = clock;
    }

    /**
     * The figures that the documents show: unit net value 1.0532 on 2026-11-20.
     *
     * @throws HotlineException where there are customers or plans that are not these; nothing is changed then
     */
    public static void load(Database database, InstantSource clock) {
        new DemoData(PinHasher.DEFAULT, clock).load(database, new BigDecimal("1.0532"), new BigDecimal("12345.67"));
    }

    /**
     * Figures drawn from a seed, so that no answer written into a document can be right by chance.
     *
     * @throws HotlineException as {@link #load(Database, InstantSource)}
     */
    public static void load(Database database, InstantSource clock, long seed) {
        Random random = new Random(seed);
        BigDecimal unitNetValue = BigDecimal.valueOf(8_000 + random.nextInt(12_000), 4);
        BigDecimal profit = BigDecimal.valueOf(random.nextInt(100, 100_000_000), 2);
        new DemoData(PinHasher.DEFAULT, clock).load(database, unitNetValue, profit);
    }

    /** Forgets failed log-ins of the demo's accounts, and of no others. */
    public static void unlock(LoginAttempts attempts, Instant now) {
        for (String account : new String[] {SHARE_ACCOUNT, AMOUNT_ACCOUNT, BOTH_ACCOUNT}) {
            attempts.unlock(account, now);
        }
    }

    private void load(Database database, BigDecimal unitNetValue, BigDecimal profit) {
        Instant now = clock.instant();
        String[] hashes = new String[] {hash(SHARE_PIN), hash(AMOUNT_PIN), hash(BOTH_PIN)};
        database.inBulkTransaction(handle -> {
            refuseBesideOthers(handle);
            plan(handle, SHARE_PLAN, "share", SHARE_CHINESE, SHARE_ENGLISH);
            plan(handle, AMOUNT_PLAN, "amount", AMOUNT_CHINESE, AMOUNT_ENGLISH);
            customer(handle, SHARE_ACCOUNT, SHARE_NAME, "zh-CN", hashes[0], now);
            customer(handle, AMOUNT_ACCOUNT, AMOUNT_NAME, "zh-CN", hashes[1], now);
            customer(handle, BOTH_ACCOUNT, BOTH_NAME, "en-US", hashes[2], now);
            holding(handle, SHARE_ACCOUNT, SHARE_PLAN, new BigDecimal("10000.0000"), now);
            holding(handle, AMOUNT_ACCOUNT, AMOUNT_PLAN, new BigDecimal("88000.00"), now);
            holding(handle, BOTH_ACCOUNT, SHARE_PLAN, new BigDecimal("2500.5000"), now);
            holding(handle, BOTH_ACCOUNT, AMOUNT_PLAN, new BigDecimal("1200.50"), now);
            for (int back = 0; back < DAYS; back++) {
                BigDecimal unit = unitNetValue.subtract(BigDecimal.valueOf(11L * back, 4));
                BigDecimal undistributed = profit.subtract(BigDecimal.valueOf(731L * back, 2));
                LocalDate day = LAST_DAY.minusDays(back);
                netValue(handle, SHARE_PLAN, day, unit, new BigDecimal("100000000"), now);
                netValue(handle, AMOUNT_PLAN, day, undistributed, new BigDecimal("50"), now);
            }
            return true;
        });
    }

    /** Somebody else's may also have a number or a code of the demo's: only one by the same name is replaced. */
    private static void refuseBesideOthers(Handle handle) {
        int customers = handle.createQuery("""
                        SELECT count(*) FROM customers
                        WHERE (account_number, name) NOT IN ((?, ?), (?, ?), (?, ?))""")
                .bind(0, SHARE_ACCOUNT)
                .bind(1, SHARE_NAME)
                .bind(2, AMOUNT_ACCOUNT)
                .bind(3, AMOUNT_NAME)
                .bind(4, BOTH_ACCOUNT)
                .bind(5, BOTH_NAME)
                .mapTo(Integer.class)
                .one();
        int plans = handle.createQuery("""
                        SELECT count(*) FROM plans WHERE (code, method) NOT IN ((?, 'share'), (?, 'amount'))
                            OR EXISTS (SELECT FROM plan_names n WHERE n.plan_code = code AND n.name NOT IN (?, ?, ?, ?))""")
                .bind(0, SHARE_PLAN)
                .bind(1, AMOUNT_PLAN)
                .bind(2, SHARE_CHINESE)
                .bind(3, SHARE_ENGLISH)
                .bind(4, AMOUNT_CHINESE)
                .bind(5, AMOUNT_ENGLISH)
                .mapTo(Integer.class)
                .one();
        if (customers + plans > 0) {
            throw new HotlineException("the database has customers (" + customers + ") or plans (" + plans
                    + ") that are not the demo's, whose PINs everybody knows; nothing was loaded");
        }
    }

    private String hash(String demoPin) {
        try (Pin pin = Pin.of(demoPin)) {
            return hasher.hash(pin);
        }
    }

    private static void plan(Handle handle, String code, String method, String chinese, String english) {
        handle.execute(
                "INSERT INTO plans (code, method, currency) VALUES (?, ?, 'CNY') ON CONFLICT (code) DO NOTHING",
                code,
                method);
        for (String[] name : new String[][] {{"zh-CN", chinese}, {"en-US", english}}) {
            handle.execute("""
                    INSERT INTO plan_names (plan_code, language, name) VALUES (?, ?, ?)
                    ON CONFLICT (plan_code, language) DO UPDATE SET name = EXCLUDED.name""", code, name[0], name[1]);
        }
    }

    private static void customer(
            Handle handle, String account, String name, String language, String pinHash, Instant now) {
        handle.execute("""
                INSERT INTO customers (account_number, name, language, pin_hash, imported_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (account_number) DO UPDATE SET name = EXCLUDED.name, language = EXCLUDED.language,
                    pin_hash = EXCLUDED.pin_hash""", account, name, language, pinHash, at(now));
    }

    private static void holding(Handle handle, String account, String plan, BigDecimal quantity, Instant now) {
        handle.execute("""
                INSERT INTO holdings (customer_id, plan_code, method, shares, amount, as_of, source, imported_at)
                SELECT c.id, p.code, p.method, CASE WHEN p.method = 'share' THEN q.v END,
                    CASE WHEN p.method = 'amount' THEN q.v END, ?, ?, ?
                FROM customers c, plans p, (SELECT CAST(? AS numeric) AS v) q
                WHERE c.account_number = ? AND p.code = ?
                ON CONFLICT (customer_id, plan_code) DO NOTHING""", LAST_DAY, SOURCE, at(now), quantity, account, plan);
    }

    /** Net asset value and return follow from the figure, so that they change with it. */
    private static void netValue(
            Handle handle, String plan, LocalDate day, BigDecimal figure, BigDecimal scale, Instant now) {
        BigDecimal assets = figure.multiply(scale).abs().setScale(2, RoundingMode.HALF_EVEN);
        BigDecimal earned = assets.movePointLeft(2).setScale(2, RoundingMode.HALF_EVEN);
        handle.execute("""
                INSERT INTO net_values (plan_code, method, valuation_date, unit_net_value, undistributed_profit,
                    period_end_net_asset_value, investment_return, source, imported_at)
                SELECT p.code, p.method, ?, CASE WHEN p.method = 'share' THEN q.v END,
                    CASE WHEN p.method = 'amount' THEN q.v END, ?, ?, ?, ?
                FROM plans p, (SELECT CAST(? AS numeric) AS v) q WHERE p.code = ?
                ON CONFLICT (plan_code, valuation_date) DO UPDATE SET unit_net_value = EXCLUDED.unit_net_value,
                    undistributed_profit = EXCLUDED.undistributed_profit,
                    period_end_net_asset_value = EXCLUDED.period_end_net_asset_value,
                    investment_return = EXCLUDED.investment_return, source = EXCLUDED.source,
                    imported_at = EXCLUDED.imported_at""", day, assets, earned, SOURCE, at(now), figure, plan);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
