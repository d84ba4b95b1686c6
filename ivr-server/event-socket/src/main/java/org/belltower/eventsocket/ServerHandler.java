package org.belltower.eventsocket;

/**
 * The switch behind the server side.
 *
 * <p>All methods run on virtual threads. {@link #handle} of one connection is called for one command at a time, in
 * the order of the wire; it may block, and then that connection waits. {@code bgapi} is answered here and runs as
 * {@link Command.Api} beside the other commands, on a thread of its own.
 */
public interface ServerHandler {

    /** A client is connected, and authenticated where it must be. */
    default void opened(ServerConnection connection) {}

    /**
     * Carries out a command. The connection itself answers auth, event, nixevent, noevents, filter, linger, nolinger,
     * log, nolog, exit, bgapi and divert_events; here come {@code connect} (answer {@link Answer.ChannelData}),
     * {@code myevents UUID} (an {@link Answer#error} refuses, anything else accepts), {@code sendmsg} of all kinds,
     * {@code sendevent}, {@code getvar}, {@code resume}, {@code api} (answer {@link Answer.ApiResult}) and what is
     * unknown. An exception is logged and answered {@code -ERR}; the connection stays.
     */
    Answer handle(ServerConnection connection, Command command);

    /** A {@code bgapi} job is done: fire its {@code BACKGROUND_JOB} event. By default its own connection gets it. */
    default void jobDone(ServerConnection connection, Event backgroundJob) {
        connection.publish(backgroundJob);
    }

    /** The connection is closed; nothing more is called for it. */
    default void closed(ServerConnection connection, CloseReason reason) {}
}
