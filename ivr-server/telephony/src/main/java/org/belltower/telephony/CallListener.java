package org.belltower.telephony;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private CallListener(InetSocketAddress address, CallHandler handler, Limits limits, Duration patience) {
        AtomicBoolean toldOfNoDetector = new AtomicBoolean();
        this.listener = OutboundListener.open(
                address, connection -> handle(connection, handler, patience, toldOfNoDetector), limits);
    }

    /**
     * Listens for calls.
     *
     * @param address port 0 takes a free one
     * @throws org.belltower.eventsocket.BindFailedException when the address is taken
     */
    public static CallListener open(InetSocketAddress address, CallHandler handler, Limits limits) {
        return open(address, handler, limits, Call.USUAL_PATIENCE);
    }

    /** The same with another patience with the switch. */
    static CallListener open(InetSocketAddress address, CallHandler handler, Limits limits, Duration patience) {
        return new CallListener(address, handler, limits, patience);
    }

    private static void handle(
            OutboundConnection connection, CallHandler handler, Duration patience, AtomicBoolean toldOfNoDetector) {
        try (var _ = MDC.putCloseable("call", connection.uuid())) {
            Call call;
            try {
                call = Call.open(connection, patience, toldOfNoDetector);
            } catch (EventSocketException | TelephonyException e) {
                LOG.warn("call could not be taken over: {}", e.getMessage());
                handler.notTaken(Call.untaken(connection, e));
                return;
            }
            try {
                handler.handle(call);
            } finally {
                try {
                    if (call.hangupCause().isEmpty()) {
                        call.end();
                    }
                } finally {
                    call.close();
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

    /** How many calls are connected. */
    public int connections() {
        return listener.connections();
    }

    /** How many calls were hung up as congestion, being over the limit of connections. */
    public long turnedAway() {
        return listener.turnedAway();
    }

    /** How many connections were closed because they did not say which call they are. */
    public long nameless() {
        return listener.nameless();
    }

    /** How many calls were ended by a defect of this server. */
    public long failed() {
        return listener.failed();
    }

    /** Takes no further calls; those in progress go on. */
    public void stopAccepting() {
        listener.stopAccepting();
    }

    /**
     * Takes no further calls and waits for those in progress, also those that have only just come; true where all have ended by
     * then.
     */
    public boolean drain(Duration atMost) {
        return listener.drain(atMost);
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
