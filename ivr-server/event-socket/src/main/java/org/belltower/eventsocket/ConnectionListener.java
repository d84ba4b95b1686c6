package org.belltower.eventsocket;

/** Hears how an {@link InboundClient}'s connection fares. Called on the client's virtual threads, one at a time. */
public interface ConnectionListener {

    /** Connected, authenticated and subscribed. */
    default void up() {}

    /** The connection is gone, or a try to connect failed; the client tries again by itself. */
    default void down(CloseReason reason) {}

    /**
     * Events were lost: so many because a slow {@link EventListener} let the queue fill, or, with 0, nobody knows how
     * many because the connection was down.
     */
    default void gap(long dropped) {}
}
