package org.belltower.store;

import java.util.Locale;
import java.util.Map;

/**
 * A pension plan. <i>Immutable.</i>
 *
 * @param code e.g. {@code P-2001}
 * @param currency ISO 4217
 * @param names by language
 */
public record Plan(String code, PlanMethod method, String currency, Map<Locale, String> names) {
    public Plan {
        names = Map.copyOf(names);
    }

    /** The name in that language; the code where the plan has none. */
    public String name(Locale language) {
        return names.getOrDefault(language, code);
    }
}
