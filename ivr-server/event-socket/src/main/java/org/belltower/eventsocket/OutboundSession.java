package org.belltower.eventsocket;

/**
 * The call for which the switch dials, as {@code socket HOST:PORT [async] [full]} says. <em>Immutable.</em>
 *
 * @param uuid the call's {@code Unique-ID}
 * @param async applications are queued, and the client goes on while they run
 * @param full the client may use {@code api} and see other calls
 */
public record OutboundSession(String uuid, boolean async, boolean full) {}
