package org.belltower.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** What customers have in plans. <i>Thread-safe.</i> Fails as {@link Database#inTransaction}. */
public final class Holdings {
    private final Database database;

    Holdings(Database database) {
        this.database = database;
    }

    private record Row(String planCode, BigDecimal quantity, LocalDate asOf, String source) {}

    /** By plan code; empty for a customer without plans. */
    public List<Holding> of(long customerId) {
        return database.inTransaction(handle -> {
            List<Row> rows = handle.createQuery("""
                            SELECT plan_code, COALESCE(shares, amount) AS quantity, as_of, source
                            FROM holdings WHERE customer_id = :customer ORDER BY plan_code""")
                    .bind("customer", customerId)
                    .map((row, context) -> new Row(
                            row.getString("plan_code"),
                            row.getBigDecimal("quantity"),
                            row.getObject("as_of", LocalDate.class),
                            row.getString("source")))
                    .list();
            return rows.stream()
                    .flatMap(row -> Plans.read(handle, row.planCode()).stream()
                            .map(plan -> new Holding(plan, row.quantity(), row.asOf(), row.source())))
                    .toList();
        });
    }
}
