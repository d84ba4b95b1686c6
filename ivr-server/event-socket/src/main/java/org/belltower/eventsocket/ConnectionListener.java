package org.belltower.eventsocket;

/** Hears how an {@link InboundClient}'s connection fares. Called on the client's virtual threads, one at a time. */
public interface ConnectionListener {

    /** Connected, authenticated and subscribed. */
    default void up() {}

    /** The connection is gone, or a try to connect failed; the client tries again by itself. */
    default void down(CloseReason reason) {}

    /** Events were lost: a slow {@link EventListener} let the queue fill ({@code dropped}), or the connection was down. */
    default void gap(long dropped) {}
}
