package org.belltower.eventsocket;

import java.util.Optional;

/**
 * A client's connection as the switch sees it: inbound (a client came to the port) or outbound (the switch dialled
 * for a call).
 *
 * <p><em>Thread-safe</em>; no method blocks. The connection keeps its own format, event names, filters and linger
 * state. A client that reads too slowly is closed over {@link Limits#waitingBytes()}, counted and logged; the caller
 * of {@link #publish} never waits for it.
 */
public interface ServerConnection extends AutoCloseable {

    /** A name for logs, unique in this process. */
    String id();

    /** The call of an outbound connection, or the one an inbound connection took with {@code myevents UUID}. */
    Optional<String> session();

    /** True for a connection that the switch dialled. */
    boolean isOutbound();

    /** Whether this connection asked for events of this name, so that an event that nobody wants need not be made. */
    boolean asksFor(String eventName);

    /** Writes the event if this connection asked for it. */
    void publish(Event event);

    /**
     * Writes a private event of the connection's call if the client set {@code divert_events on}.
     *
     * @return whether it was diverted; if not, the call's own reader gets it
     */
    boolean divert(Event event);

    /** Writes a log line if this connection asked for that level ({@code 0} console to {@code 7} debug). */
    void log(int level, String text);

    /**
     * The connection's call is over. With {@code linger} the client is told and the connection stays for the last
     * events, for the time asked; without, the client is told to disconnect and the connection closes.
     */
    void channelDown(String channelName);

    /** True once the client said {@code resume}. */
    boolean resumes();

    boolean isOpen();

    /** Says goodbye with a disconnect notice and closes after what is waiting has been written. */
    @Override
    void close();
}
