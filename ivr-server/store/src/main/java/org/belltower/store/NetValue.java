package org.belltower.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The figures of a plan on one valuation day, with where they come from. <i>Immutable.</i>
 *
 * @param periodEndNetAssetValue money, not negative
 * @param investmentReturn money earned in the period; negative for a loss
 * @param source who stated the figures, e.g. {@code custodian file}
 */
public record NetValue(
        String planCode,
        Figure figure,
        LocalDate valuationDate,
        BigDecimal periodEndNetAssetValue,
        BigDecimal investmentReturn,
        String source,
        Instant importedAt) {

    /** The figure that depends on the plan's method. */
    public sealed interface Figure {
        BigDecimal value();
    }

    /** Share method: price of one share, positive, four to six decimals. */
    public record UnitNetValue(BigDecimal value) implements Figure {}

    /** Amount method: money not yet credited; negative for a loss. */
    public record UndistributedProfit(BigDecimal value) implements Figure {}
}
