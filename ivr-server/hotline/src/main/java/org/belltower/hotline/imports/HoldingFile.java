package org.belltower.hotline.imports;

import java.time.LocalDate;
import java.util.List;

/** {@code account_number,plan_code,shares,amount,as_of,source}: shares or amount, as the plan's method is. <i>Immutable.</i> */
record HoldingFile(LocalDate today) implements FileKind {
    @Override
    public String name() {
        return "holdings";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.needed("account_number", "text", CustomerFile.ACCOUNT),
                Column.needed("plan_code", "text", PlanFile.CODE),
                Column.optional("shares", "numeric", Cell.number(16, 4, 4, true)),
                Column.optional("amount", "numeric", Cell.number(16, 2, 2, true)),
                Column.needed("as_of", "date", Cell.date(today)),
                Column.needed("source", "text", FigureSource.cell()));
    }

    @Override
    public List<String> checks() {
        return List.of("""
                SELECT max(line) AS line, 'plan_code' AS col, 'account ' || account_number || ' has plan ''' || plan_code
                       || ''' in line ' || min(line) || ' too' AS reason
                FROM staging GROUP BY account_number, plan_code HAVING count(*) > 1""", """
                SELECT line, 'account_number' AS col,
                       'account ' || account_number || ' is not known: import customers first' AS reason
                FROM staging s WHERE NOT EXISTS (SELECT 1 FROM customers c WHERE c.account_number = s.account_number)""", PlanChecks.UNKNOWN, PlanChecks.figures("shares", "amount"));
    }

    @Override
    public String merge() {
        return """
            WITH merged AS (
                INSERT INTO holdings AS t (customer_id, plan_code, method, shares, amount, as_of, source, imported_at)
                SELECT c.id, s.plan_code, p.method, s.shares, s.amount, s.as_of, s.source, :now
                FROM staging s JOIN customers c USING (account_number) JOIN plans p ON p.code = s.plan_code
                ON CONFLICT (customer_id, plan_code) DO UPDATE SET shares = EXCLUDED.shares, amount = EXCLUDED.amount,
                    as_of = EXCLUDED.as_of, source = EXCLUDED.source, imported_at = EXCLUDED.imported_at
                WHERE (t.shares, t.amount, t.as_of, t.source)
                    IS DISTINCT FROM (EXCLUDED.shares, EXCLUDED.amount, EXCLUDED.as_of, EXCLUDED.source)
                RETURNING xmax = 0 AS fresh)
            SELECT count(*) FILTER (WHERE fresh) AS inserted, count(*) FILTER (WHERE NOT fresh) AS updated FROM merged""";
    }
}
