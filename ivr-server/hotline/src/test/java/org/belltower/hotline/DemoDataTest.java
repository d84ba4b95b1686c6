package org.belltower.hotline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.belltower.store.AccountPseudonyms;
import org.belltower.store.Database;
import org.belltower.store.LoginAttempts;
import org.belltower.store.SharedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedDatabase.class)
class DemoDataTest {
    private static final String HASH = "'$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g'";

    private final SteppingClock clock = new SteppingClock();

    private static List<Map<String, Object>> everything(Database database) {
        return database.inTransaction(
                handle -> handle.createQuery("""
                        SELECT c.account_number AS a, c.name AS b, c.pin_hash AS c FROM customers c
                        UNION ALL SELECT code, method, currency FROM plans
                        UNION ALL SELECT plan_code, language, name FROM plan_names
                        UNION ALL SELECT plan_code, source, unit_net_value::text FROM net_values ORDER BY 1, 2, 3""").mapToMap().list());
    }

    /** A customer, a customer by a number of the demo's, a plan, a plan by a code of the demo's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO customers (account_number, name, pin_hash, imported_at) VALUES ('66660001', 'Real', "
                        + HASH + ", now())",
                "INSERT INTO customers (account_number, name, pin_hash, imported_at) VALUES ('20010001', 'Real', "
                        + HASH + ", now())",
                "INSERT INTO plans (code, method, currency) VALUES ('P-7', 'share', 'CNY')",
                "INSERT INTO plans (code, method, currency) VALUES ('P-2001', 'amount', 'CNY')",
                "WITH p AS (INSERT INTO plans (code, method, currency) VALUES ('P-2001', 'share', 'CNY') RETURNING code)"
                        + " INSERT INTO plan_names (plan_code, language, name) SELECT code, 'en-US', 'Real Plan' FROM p",
            })
    void nothingIsLoadedBesideOthers(String other, Database database) {
        database.inTransaction(handle -> handle.execute(other));
        List<Map<String, Object>> before = everything(database);
        assertThatThrownBy(() -> DemoData.load(database, clock))
                .isInstanceOf(HotlineException.class)
                .hasMessageContaining("not the demo's");
        assertThat(everything(database)).isEqualTo(before);
    }

    @Test
    void loadingAgainReplacesFiguresAndUnlocksTheDemosAccountsOnly(@TempDir Path folder, Database database) {
        LoginAttempts attempts = database.loginAttempts(AccountPseudonyms.under(folder));
        DemoData.load(database, clock, 7);
        for (String account : new String[] {DemoData.SHARE_ACCOUNT, "66660001"}) {
            attempts.failed(account, 1, Duration.ofHours(24), clock.instant());
        }
        DemoData.load(database, clock);
        assertThat(database.netValues()
                        .latest(DemoData.SHARE_PLAN)
                        .orElseThrow()
                        .figure()
                        .value())
                .hasToString("1.0532");
        assertThat(attempts.standing(DemoData.SHARE_ACCOUNT, clock.instant()))
                .isInstanceOf(LoginAttempts.Standing.Locked.class);

        DemoData.unlock(attempts, clock.instant());
        assertThat(attempts.standing(DemoData.SHARE_ACCOUNT, clock.instant()))
                .isEqualTo(new LoginAttempts.Standing.Open(0));
        assertThat(attempts.standing("66660001", clock.instant())).isInstanceOf(LoginAttempts.Standing.Locked.class);
    }
}
