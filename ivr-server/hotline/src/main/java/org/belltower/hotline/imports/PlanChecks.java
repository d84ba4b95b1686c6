package org.belltower.hotline.imports;

/** Checks of rows that belong to a plan. */
final class PlanChecks {
    static final String UNKNOWN = """
            SELECT line, 'plan_code' AS col, 'plan ''' || plan_code || ''' is not known: import plans first' AS reason
            FROM staging s WHERE NOT EXISTS (SELECT 1 FROM plans p WHERE p.code = s.plan_code)""";

    private PlanChecks() {}

    /** A share plan has the one figure and not the other, an amount plan the other and not the one. */
    static String figures(String ofShare, String ofAmount) {
        return """
            SELECT line, CASE WHEN p.method = 'share' THEN 'SHARE' ELSE 'AMOUNT' END AS col,
                   'plan ''' || s.plan_code || ''' has the ' || p.method || ' method: it needs '
                   || CASE WHEN p.method = 'share' THEN 'SHARE and no AMOUNT' ELSE 'AMOUNT and no SHARE' END AS reason
            FROM staging s JOIN plans p ON p.code = s.plan_code
            WHERE (p.method = 'share') <> (s.SHARE IS NOT NULL) OR (p.method = 'amount') <> (s.AMOUNT IS NOT NULL)""".replace("SHARE", ofShare).replace("AMOUNT", ofAmount);
    }
}
