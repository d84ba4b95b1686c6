package org.belltower.telephony;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.belltower.eventsocket.EventSocketException;
import org.belltower.eventsocket.Limits;
import org.belltower.eventsocket.OutboundConnection;
import org.belltower.eventsocket.OutboundListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Where the switch brings its calls: one connection and one virtual thread a call. Thread-safe. The server opens and closes
 * it.
 */
public final class CallListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallListener.class);

    private final OutboundListener listener;

    private CallListener(OutboundListener listener) {
        this.listener = listener;
    }

    /**
     * Listens for calls.
     *
     * @param address port 0 takes a free one
     * @throws org.belltower.eventsocket.BindFailedException when the address is taken
     */
    public static CallListener open(InetSocketAddress address, CallHandler handler, Limits limits) {
        return new CallListener(OutboundListener.open(address, connection -> handle(connection, handler), limits));
    }

    private static void handle(OutboundConnection connection, CallHandler handler) {
        try (var _ = MDC.putCloseable("call", connection.uuid())) {
            Call call = Call.open(connection);
            try {
                handler.handle(call);
            } finally {
                if (call.hangupCause().isEmpty()) {
                    call.end();
                }
            }
        } catch (EventSocketException | TelephonyException e) {
            LOG.error("call given up: {}", e.getMessage());
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Takes no further calls; those in progress go on. */
    public void stopAccepting() {
        listener.stopAccepting();
    }

    /** Waits for the calls in progress, then ends those that are left. */
    public void close(Duration grace) {
        listener.close(grace);
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
