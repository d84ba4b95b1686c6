package org.belltower.hotline.imports;

import java.time.LocalDate;
import java.util.List;

/**
 * {@code plan_code,valuation_date,unit_net_value,undistributed_profit,period_end_net_asset_value,investment_return,source}:
 * unit net value or undistributed profit, as the plan's method is. <i>Immutable.</i>
 */
record NetValueFile(LocalDate today) implements FileKind {
    @Override
    public String name() {
        return "net values";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.needed("plan_code", "text", PlanFile.CODE),
                Column.needed("valuation_date", "date", Cell.date(today)),
                Column.optional("unit_net_value", "numeric", Cell.number(12, 4, 6, false)),
                Column.optional("undistributed_profit", "numeric", Cell.number(16, 2, 2)),
                Column.needed("period_end_net_asset_value", "numeric", Cell.number(16, 2, 2, true)),
                Column.needed("investment_return", "numeric", Cell.number(16, 2, 2)),
                Column.needed("source", "text", FigureSource.cell()));
    }

    @Override
    public List<String> checks() {
        return List.of("""
                SELECT max(line) AS line, 'valuation_date' AS col, 'plan ''' || plan_code || ''' has ' || valuation_date
                       || ' in line ' || min(line) || ' too' AS reason
                FROM staging GROUP BY plan_code, valuation_date HAVING count(*) > 1""", PlanChecks.UNKNOWN, PlanChecks.figures("unit_net_value", "undistributed_profit"));
    }

    @Override
    public String merge() {
        return """
            WITH merged AS (
                INSERT INTO net_values AS t (plan_code, method, valuation_date, unit_net_value, undistributed_profit,
                    period_end_net_asset_value, investment_return, source, imported_at)
                SELECT s.plan_code, p.method, s.valuation_date, s.unit_net_value, s.undistributed_profit,
                    s.period_end_net_asset_value, s.investment_return, s.source, :now
                FROM staging s JOIN plans p ON p.code = s.plan_code
                ON CONFLICT (plan_code, valuation_date) DO UPDATE SET unit_net_value = EXCLUDED.unit_net_value,
                    undistributed_profit = EXCLUDED.undistributed_profit,
                    period_end_net_asset_value = EXCLUDED.period_end_net_asset_value,
                    investment_return = EXCLUDED.investment_return, source = EXCLUDED.source,
                    imported_at = EXCLUDED.imported_at
                WHERE (t.unit_net_value, scale(t.unit_net_value), t.undistributed_profit,
                       t.period_end_net_asset_value, t.investment_return, t.source)
                    IS DISTINCT FROM (EXCLUDED.unit_net_value, scale(EXCLUDED.unit_net_value),
                       EXCLUDED.undistributed_profit, EXCLUDED.period_end_net_asset_value,
                       EXCLUDED.investment_return, EXCLUDED.source)
                RETURNING xmax = 0 AS fresh)
            SELECT count(*) FILTER (WHERE fresh) AS inserted, count(*) FILTER (WHERE NOT fresh) AS updated FROM merged""";
    }
}
