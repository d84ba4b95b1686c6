package org.belltower.store;

import java.util.Locale;
import java.util.Optional;

/** Somebody who may log in by account number and PIN. The hash stays in {@link Customers}. <i>Immutable.</i> */
public record Customer(long id, String accountNumber, String name, Optional<Locale> language) {}
