package org.belltower.eventsocket;

/** What became of dialling a listener for a call. <em>Immutable.</em> */
public sealed interface DialResult {

    /** The listener is there; its first command comes to the {@link ServerHandler}. */
    record Connected(ServerConnection connection) implements DialResult {}

    /** Nobody listens there, or the host is not known. The dialplan's next action runs. */
    record Refused(String detail) implements DialResult {}

    /** Nobody answered in time. */
    record TimedOut() implements DialResult {}
}
