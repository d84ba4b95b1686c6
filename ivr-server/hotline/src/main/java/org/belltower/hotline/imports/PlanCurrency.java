package org.belltower.hotline.imports;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a plan may be valued in, by ISO 4217 code: those that have words in every language and two decimals, as the figures of
 * plans have.
 */
public enum PlanCurrency {
    CNY,
    HKD,
    USD,
    EUR,
    GBP;

    static Cell cell() {
        return text ->
                Arrays.stream(values()).anyMatch(currency -> currency.name().equals(text))
                        ? new Cell.Parsed.Value(text)
                        : new Cell.Parsed.Bad("'" + Cell.shown(text)
                                + "' is not a currency that callers can be told; those are "
                                + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")));
    }
}
