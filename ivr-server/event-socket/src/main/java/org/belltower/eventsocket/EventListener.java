package org.belltower.eventsocket;

/** Hears the events of an {@link InboundClient}, one at a time and in order, on a virtual thread of the client. */
@FunctionalInterface
public interface EventListener {
    void onEvent(Event event);
}
