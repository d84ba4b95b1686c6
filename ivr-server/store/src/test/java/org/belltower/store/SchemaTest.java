package org.belltower.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong figures cannot be in the database, whoever writes them. */
@ExtendWith(SharedDatabase.class)
class SchemaTest {
    private static final String NET_VALUE = "INSERT INTO net_values (plan_code, method, valuation_date, unit_net_value,"
            + " undistributed_profit, period_end_net_asset_value, investment_return, source, imported_at) VALUES (%s, now())";

    @BeforeEach
    void plans(Database database) {
        database.inTransaction(
                handle -> handle.execute(
                        "INSERT INTO plans (code, method, currency) VALUES ('P-2001', 'share', 'CNY'), ('P-1001', 'amount', 'CNY')"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'P-2001', 'share', '2026-11-20', 1.0532, NULL, 100.00, -1.00, 'custodian file'",
                "'P-1001', 'amount', '2026-11-20', NULL, -3.10, 0, 0, 'custodian file'",
            })
    void rightFiguresAreTaken(String values, Database database) {
        assertThatCode(() -> database.inTransaction(handle -> handle.execute(NET_VALUE.formatted(values))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "no date,\"'P-2001', 'share', NULL, 1.0532, NULL, 100.00, 1.00, 'custodian file'\"",
                "no source,\"'P-2001', 'share', '2026-11-20', 1.0532, NULL, 100.00, 1.00, NULL\"",
                "source without words,\"'P-2001', 'share', '2026-11-20', 1.0532, NULL, 100.00, 1.00, 'plan administrator'\"",
                "empty source,\"'P-2001', 'share', '2026-11-20', 1.0532, NULL, 100.00, 1.00, ''\"",
                "zero unit net value,\"'P-2001', 'share', '2026-11-20', 0.0000, NULL, 100.00, 1.00, 'custodian file'\"",
                "negative unit net value,\"'P-2001', 'share', '2026-11-20', -1.0532, NULL, 100.00, 1.00, 'custodian file'\"",
                "two decimals,\"'P-2001', 'share', '2026-11-20', 1.05, NULL, 100.00, 1.00, 'custodian file'\"",
                "seven decimals,\"'P-2001', 'share', '2026-11-20', 1.0532001, NULL, 100.00, 1.00, 'custodian file'\"",
                "not a number,\"'P-2001', 'share', '2026-11-20', 'NaN', NULL, 100.00, 1.00, 'custodian file'\"",
                "both figures,\"'P-2001', 'share', '2026-11-20', 1.0532, 1.00, 100.00, 1.00, 'custodian file'\"",
                "neither figure,\"'P-2001', 'share', '2026-11-20', NULL, NULL, 100.00, 1.00, 'custodian file'\"",
                "figure of the other method,\"'P-2001', 'share', '2026-11-20', NULL, 1.00, 100.00, 1.00, 'custodian file'\"",
                "method of another plan,\"'P-2001', 'amount', '2026-11-20', NULL, 1.00, 100.00, 1.00, 'custodian file'\"",
                "unknown plan,\"'P-9999', 'share', '2026-11-20', 1.0532, NULL, 100.00, 1.00, 'custodian file'\"",
                "negative assets,\"'P-2001', 'share', '2026-11-20', 1.0532, NULL, -0.01, 1.00, 'custodian file'\"",
            })
    void wrongFiguresAreRefused(String what, String values, Database database) {
        assertThatThrownBy(() -> database.inTransaction(handle -> handle.execute(NET_VALUE.formatted(values))))
                .as(what)
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(DatabaseUnavailableException.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "PIN in clear,\"'12345678', 'Ann', '246810'\"",
                "account number with letters,\"'1234567a', 'Ann', '$argon2id$v=19$'\"",
                "no name,\"'12345678', '', '$argon2id$v=19$'\"",
            })
    void wrongCustomersAreRefused(String what, String values, Database database) {
        assertThatThrownBy(() -> database.inTransaction(handle ->
                        handle.execute("INSERT INTO customers (account_number, name, pin_hash, imported_at) VALUES ("
                                + values + ", now())")))
                .as(what)
                .isInstanceOf(StoreException.class);
    }
}
