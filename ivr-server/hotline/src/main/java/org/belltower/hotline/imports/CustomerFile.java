package org.belltower.hotline.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.hotline.Pin;
import org.belltower.hotline.PinHasher;
import org.belltower.store.Database;

/**
 * {@code account_number,name,language,pin,pin_hash}: a PIN in clear is hashed here (slow on purpose, on all processors);
 * a customer who is there and has neither keeps the PIN. <i>Thread-safe.</i>
 */
final class CustomerFile implements FileKind {
    static final Cell ACCOUNT = Cell.matching("[0-9]{4,20}", "an account number of 4 to 20 digits");
    private static final int ACCOUNT_COLUMN = 0;
    private static final int PIN_COLUMN = 3;
    private static final int HASH_COLUMN = 4;

    private final Database database;
    private final PinHasher hasher;

    CustomerFile(Database database, PinHasher hasher) {
        this.database = database;
        this.hasher = hasher;
    }

    @Override
    public String name() {
        return "customers";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.needed("account_number", "text", ACCOUNT),
                Column.needed("name", "text", Cell.text(200)),
                Column.optional(
                        "language",
                        "text",
                        Cell.matching("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language such as zh-CN")),
                Column.optional("pin", "text", Cell.secret("[0-9]{4,12}", "a PIN of 4 to 12 digits")),
                Column.optional(
                        "pin_hash",
                        "text",
                        text -> PinHasher.isHash(text)
                                ? new Cell.Parsed.Value(text)
                                : new Cell.Parsed.Bad(
                                        "is not an Argon2id hash such as $argon2id$v=19$m=19456,t=2,p=1$…")));
    }

    @Override
    public List<String> checks() {
        return List.of("""
                SELECT max(line) AS line, 'account_number' AS col,
                       'account ' || account_number || ' stands in line ' || min(line) || ' too' AS reason
                FROM staging GROUP BY account_number HAVING count(*) > 1""", """
                SELECT line, 'pin' AS col, 'a new customer needs a pin or a pin_hash' AS reason
                FROM staging s WHERE pin_hash IS NULL
                AND NOT EXISTS (SELECT 1 FROM customers c WHERE c.account_number = s.account_number)""");
    }

    /** A PIN that is the customer's already keeps its hash: the same file twice changes nothing. */
    @Override
    public List<Row> finish(List<Row> rows, BadRows bad) {
        List<Row> usable = new ArrayList<>(rows);
        for (Row row : rows) {
            if (row.cells().get(PIN_COLUMN).isPresent()
                    && row.cells().get(HASH_COLUMN).isPresent()) {
                bad.add(row.line(), "pin_hash", "give pin or pin_hash, not both");
                usable.remove(row);
            }
        }
        List<String> accounts = usable.stream()
                .filter(row -> row.cells().get(PIN_COLUMN).isPresent())
                .flatMap(row -> row.cells().get(ACCOUNT_COLUMN).stream())
                .toList();
        if (accounts.isEmpty()) {
            return usable;
        }
        Map<String, String> known = new HashMap<>();
        // On a connection of the pool: the import's own is busy with COPY.
        database.inTransaction(handle -> handle.createQuery(
                                "SELECT account_number, pin_hash FROM customers WHERE account_number = ANY(:accounts)")
                        .bindArray("accounts", String.class, accounts)
                        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                        .list())
                .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        return usable.parallelStream().map(row -> hashed(row, known)).toList();
    }

    private Row hashed(Row row, Map<String, String> known) {
        Optional<String> clear = row.cells().get(PIN_COLUMN);
        if (clear.isEmpty()) {
            return row;
        }
        try (Pin pin = Pin.of(clear.get())) {
            String hash = row.cells()
                    .get(ACCOUNT_COLUMN)
                    .flatMap(account -> Optional.ofNullable(known.get(account)))
                    .filter(stored -> hasher.matches(pin, stored))
                    .orElseGet(() -> hasher.hash(pin));
            return row.with(PIN_COLUMN, Optional.empty()).with(HASH_COLUMN, Optional.of(hash));
        }
    }

    @Override
    public String merge() {
        return """
            WITH merged AS (
                INSERT INTO customers AS t (account_number, name, language, pin_hash, imported_at)
                SELECT s.account_number, s.name, COALESCE(s.language, c.language), COALESCE(s.pin_hash, c.pin_hash), :now
                FROM staging s LEFT JOIN customers c USING (account_number)
                ON CONFLICT (account_number) DO UPDATE SET name = EXCLUDED.name, language = EXCLUDED.language,
                    pin_hash = EXCLUDED.pin_hash, imported_at = EXCLUDED.imported_at
                WHERE (t.name, t.language, t.pin_hash)
                    IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.language, EXCLUDED.pin_hash)
                RETURNING xmax = 0 AS fresh)
            SELECT count(*) FILTER (WHERE fresh) AS inserted, count(*) FILTER (WHERE NOT fresh) AS updated FROM merged""";
    }
}
