package org.belltower.store;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a customer has in a plan. <i>Immutable.</i>
 *
 * @param quantity shares (four decimals) in a share plan, money (two decimals) in an amount plan
 */
public record Holding(Plan plan, BigDecimal quantity, LocalDate asOf, String source) {}
