package org.belltower.eventsocket;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One call's connection from the switch: the client side of outbound mode.
 *
 * <p><em>Thread-safe.</em> {@link OutboundListener} opens it, runs the handler with it and closes it when the handler
 * returns. Replies answer {@link #send}; everything else (events, notices, and last {@link Message.Closed}) goes to
 * {@link #poll} or to the sink of {@link #onMessage}, in the order of the wire. A reader that leaves more than
 * {@link Limits#waitingMessages()} unread has its connection closed as {@link CloseReason.Kind#OVERRUN}.
 */
public interface OutboundConnection extends AutoCloseable {

    /** The channel data: the reply to {@code connect}, which has been received before the handler starts. */
    EventHeaders connect();

    /** The call's {@code Unique-ID}. */
    String uuid();

    /**
     * Sends a command and waits for its reply. For {@link Command.Api} use {@link #api}.
     *
     * @throws ReplyTimeoutException when no reply comes in time; the connection stays usable
     * @throws ConnectionClosedException when the connection is or gets closed
     */
    Message.CommandReply send(Command command, Duration timeout);

    /** Runs an API command and gives its output; failures as {@link #send}. Needs a {@code full} connection. */
    String api(String line, Duration timeout);

    /**
     * Sends a command without waiting. The future gives the reply or fails with {@link ConnectionClosedException};
     * what hangs on it runs on a virtual thread.
     */
    CompletableFuture<Message.CommandReply> sendAsync(Command command);

    /**
     * Has the switch say at once what has happened on the call: FreeSWITCH is late by up to 20 ms otherwise. Never blocks; does nothing
     * where the connection is closed.
     */
    void nudge();

    /** The next message, or empty after the time given. After {@link Message.Closed} always {@code Closed} again. */
    Optional<Message> poll(Duration timeout);

    /**
     * Hands all messages, those waiting first, to a sink, and no longer to {@link #poll}. The sink runs on the I/O
     * thread: it must put the message into a queue and return, never block.
     */
    void onMessage(Consumer<Message> sink);

    /** True until the connection is closed by either side. */
    boolean isOpen();

    /** Closes at once; {@link Message.Closed} is the last message. Closing again does nothing. */
    @Override
    void close();
}
