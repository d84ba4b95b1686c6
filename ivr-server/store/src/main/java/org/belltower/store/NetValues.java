package org.belltower.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Daily figures of plans. <i>Thread-safe.</i> Fails as {@link Database#inTransaction}. */
public final class NetValues {
    private final Database database;

    NetValues(Database database) {
        this.database = database;
    }

    /** Of the last valuation day. */
    public Optional<NetValue> latest(String planCode) {
        return last(planCode, 1).stream().findFirst();
    }

    /** Of the last three valuation days, newest first. */
    public List<NetValue> lastThree(String planCode) {
        return last(planCode, 3);
    }

    private List<NetValue> last(String planCode, int days) {
        return database.inTransaction(handle -> handle.createQuery("""
                        SELECT * FROM net_values WHERE plan_code = :plan
                        ORDER BY valuation_date DESC LIMIT :days""")
                .bind("plan", planCode)
                .bind("days", days)
                .map((row, context) -> read(row))
                .list());
    }

    private static NetValue read(ResultSet row) throws SQLException {
        return new NetValue(
                row.getString("plan_code"),
                switch (PlanMethod.parse(row.getString("method"))) {
                    case SHARE -> new NetValue.UnitNetValue(row.getBigDecimal("unit_net_value"));
                    case AMOUNT -> new NetValue.UndistributedProfit(row.getBigDecimal("undistributed_profit"));
                },
                row.getObject("valuation_date", LocalDate.class),
                row.getBigDecimal("period_end_net_asset_value"),
                row.getBigDecimal("investment_return"),
                row.getString("source"),
                row.getObject("imported_at", OffsetDateTime.class).toInstant());
    }
}
