package org.belltower.store;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Pension plans. <i>Thread-safe.</i> Fails as {@link Database#inTransaction}. */
public final class Plans {
    private final Database database;

    Plans(Database database) {
        this.database = database;
    }

    /** All plans, by code. */
    public List<Plan> all() {
        return database.inTransaction(
                handle -> handle.createQuery("SELECT code FROM plans ORDER BY code").mapTo(String.class).list().stream()
                        .flatMap(code -> read(handle, code).stream())
                        .toList());
    }

    public Optional<Plan> find(String code) {
        return database.inTransaction(handle -> read(handle, code));
    }

    static Optional<Plan> read(Handle handle, String code) {
        Map<Locale, String> names = new HashMap<>();
        handle.createQuery("SELECT language, name FROM plan_names WHERE plan_code = :code")
                .bind("code", code)
                .map((row, context) ->
                        Map.entry(Locale.forLanguageTag(row.getString("language")), row.getString("name")))
                .forEach(name -> names.put(name.getKey(), name.getValue()));
        return handle.createQuery("SELECT code, method, currency FROM plans WHERE code = :code")
                .bind("code", code)
                .map((row, context) -> new Plan(
                        row.getString("code"),
                        PlanMethod.parse(row.getString("method")),
                        row.getString("currency"),
                        names))
                .findOne();
    }
}
