package org.belltower.store;

import java.util.Locale;
import java.util.Optional;

/** Customers by account number. <i>Thread-safe.</i> Fails as {@link Database#inTransaction}. */
public final class Customers {
    private final Database database;

    Customers(Database database) {
        this.database = database;
    }

    /**
     * A customer with the stored PIN hash, for the one place that checks PINs. Its text does not show the hash.
     *
     * @param pinHash PHC string, {@code $argon2id$v=19$…}
     */
    public record Credentials(Customer customer, String pinHash) {
        @Override
        public String toString() {
            return "Credentials[customer=" + customer.id() + ", pinHash=•••]";
        }
    }

    public Optional<Credentials> credentials(String accountNumber) {
        return database.inTransaction(handle -> handle.createQuery(
                        "SELECT id, account_number, name, language, pin_hash FROM customers WHERE account_number = :a")
                .bind("a", accountNumber)
                .map((row, context) -> new Credentials(
                        new Customer(
                                row.getLong("id"),
                                row.getString("account_number"),
                                row.getString("name"),
                                Optional.ofNullable(row.getString("language")).map(Locale::forLanguageTag)),
                        row.getString("pin_hash")))
                .findOne());
    }
}
