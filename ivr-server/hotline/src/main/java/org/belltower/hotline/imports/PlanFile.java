package org.belltower.hotline.imports;

import java.util.List;

/** {@code plan_code,method,currency,name_zh_cn,name_en_us}. <i>Immutable.</i> */
final class PlanFile implements FileKind {
    static final Cell CODE = Cell.matching("[A-Za-z0-9][A-Za-z0-9-]{0,31}", "a plan code such as P-2001");

    @Override
    public String name() {
        return "plans";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.needed("plan_code", "text", CODE),
                Column.needed("method", "text", Cell.matching("amount|share", "amount or share")),
                Column.optional("currency", "text", PlanCurrency.cell()),
                Column.needed("name_zh_cn", "text", Cell.text(200)),
                Column.needed("name_en_us", "text", Cell.text(200)));
    }

    @Override
    public List<String> checks() {
        return List.of("""
                SELECT max(line) AS line, 'plan_code' AS col,
                       'plan ''' || plan_code || ''' stands in line ' || min(line) || ' too' AS reason
                FROM staging GROUP BY plan_code HAVING count(*) > 1""", """
                SELECT line, 'method' AS col, 'plan ''' || s.plan_code || ''' has the ' || p.method
                       || ' method and figures; it cannot change' AS reason
                FROM staging s JOIN plans p ON p.code = s.plan_code AND p.method <> s.method
                WHERE EXISTS (SELECT 1 FROM net_values n WHERE n.plan_code = p.code)
                   OR EXISTS (SELECT 1 FROM holdings h WHERE h.plan_code = p.code)""");
    }

    @Override
    public String merge() {
        return """
            WITH plan AS (
                INSERT INTO plans AS t (code, method, currency)
                SELECT plan_code, method, COALESCE(currency, 'CNY') FROM staging WHERE :now IS NOT NULL
                ON CONFLICT (code) DO UPDATE SET method = EXCLUDED.method, currency = EXCLUDED.currency
                WHERE (t.method, t.currency) IS DISTINCT FROM (EXCLUDED.method, EXCLUDED.currency)
                RETURNING code, xmax = 0 AS fresh),
            named AS (
                INSERT INTO plan_names AS t (plan_code, language, name)
                SELECT plan_code, 'zh-CN', name_zh_cn FROM staging
                UNION ALL SELECT plan_code, 'en-US', name_en_us FROM staging
                ON CONFLICT (plan_code, language) DO UPDATE SET name = EXCLUDED.name
                WHERE t.name <> EXCLUDED.name
                RETURNING plan_code)
            SELECT (SELECT count(*) FROM plan WHERE fresh) AS inserted,
                   (SELECT count(*) FROM (SELECT code FROM plan WHERE NOT fresh
                    UNION SELECT plan_code FROM named WHERE plan_code NOT IN (SELECT code FROM plan WHERE fresh)) u)
                   AS updated""";
    }
}
