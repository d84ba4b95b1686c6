package org.belltower.telephony;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
    private final ReentrantLock calls = new ReentrantLock();
    private final Condition noneLeft = calls.newCondition();
    /** Guarded by {@code calls}. */
    private int inProgress;

    private CallListener(InetSocketAddress address, CallHandler handler, Limits limits) {
        this.listener = OutboundListener.open(address, connection -> handle(connection, handler), limits);
    }

    /**
     * Listens for calls.
     *
     * @param address port 0 takes a free one
     * @throws org.belltower.eventsocket.BindFailedException when the address is taken
     */
    public static CallListener open(InetSocketAddress address, CallHandler handler, Limits limits) {
        return new CallListener(address, handler, limits);
    }

    private void handle(OutboundConnection connection, CallHandler handler) {
        count(1);
        try (var _ = MDC.putCloseable("call", connection.uuid())) {
            Call call;
            try {
                call = Call.open(connection);
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
        } finally {
            count(-1);
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

    /** Takes no further calls and waits for those in progress; true where all have ended by then. */
    public boolean drain(Duration atMost) {
        stopAccepting();
        long until = System.nanoTime() + atMost.toNanos();
        calls.lock();
        try {
            long left = until - System.nanoTime();
            while (inProgress > 0 && left > 0) {
                left = noneLeft.awaitNanos(left);
            }
            return inProgress == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            calls.unlock();
        }
    }

    private void count(int change) {
        calls.lock();
        try {
            inProgress += change;
            if (inProgress == 0) {
                noneLeft.signalAll();
            }
        } finally {
            calls.unlock();
        }
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
