package org.belltower.hotline;

import org.belltower.store.Customer;

/**
 * What became of a login. An account that does not exist is {@link Wrong} and later {@link Locked}, like one that does.
 * <i>Immutable.</i>
 */
public sealed interface LogIn {

    /** The right PIN. */
    record Granted(Customer customer) implements LogIn {}

    /**
     * Not the right PIN, or no such account.
     *
     * @param remaining attempts before the account is locked, at least 1
     */
    record Wrong(int remaining) implements LogIn {}

    /** Too many failures, this one possibly the last of them; the right PIN does not help before the lock ends. */
    record Locked() implements LogIn {}

    /** Nobody can say now: the database is away, or too many logins at once. */
    record Unavailable(String reason) implements LogIn {}
}
