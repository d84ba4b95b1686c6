package org.belltower.server.call;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.belltower.telephony.Call;

/**
 * The calls that this server has, by the switch's name for them; a switch may bring one of them again by another connection.
 * Thread-safe.
 */
public final class CallsInProgress {
    private final ConcurrentHashMap<String, Seat> seats = new ConcurrentHashMap<>();

    /** One call. Thread-safe; its fields after the blank line are written by the call's thread only. */
    final class Seat implements AutoCloseable {
        private final String uuid;
        private final BlockingQueue<Call> back = new LinkedBlockingQueue<>();
        private final CountDownLatch left = new CountDownLatch(1);
        private final CountDownLatch succeeded = new CountDownLatch(1);
        private volatile boolean handedOn;

        private volatile Call call;
        private volatile boolean adrift;

        private Seat(Call call) {
            this.uuid = call.uuid();
            this.call = call;
        }

        String uuid() {
            return uuid;
        }

        /** By which connection the call is driven now. */
        Call call() {
            return call;
        }

        /** Given up here, though a switch may bring it to a server yet. */
        void setAdrift() {
            adrift = true;
        }

        boolean isAdrift() {
            return adrift;
        }

        /** Waits for the switch to bring the call again, and drives it by that connection from then on; empty where it does not. */
        Optional<Call> awaitBack(Duration atMost) {
            try {
                Optional<Call> next =
                        Optional.ofNullable(back.poll(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS));
                next.ifPresent(came -> call = came);
                return next;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        private void letGo(Duration atMost) {
            handedOn = true;
            call.letGo();
            try {
                if (!left.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                    seats.remove(uuid, this);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /**
         * Waits for the end of a call that was handed on and has come to this server again by another connection. FreeSWITCH takes the end
         * of either connection for the end of being driven.
         */
        void awaitSuccessor() {
            if (handedOn) {
                try {
                    succeeded.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        /** The call that came again is over. */
        void succeeded() {
            succeeded.countDown();
        }

        /** The call is over; connections that brought it again may go. */
        @Override
        public void close() {
            seats.remove(uuid, this);
            left.countDown();
        }
    }

    /** A call that this thread has from now on, until it closes the seat. */
    Seat enter(Call call) {
        Seat seat = new Seat(call);
        seats.put(seat.uuid, seat);
        return seat;
    }

    /**
     * Hands a call that this server already has to the thread that has it, and waits until it is over.
     *
     * @return false where this is another call, or that thread had given it up and did not take it any more
     */
    boolean bringBack(Call call) {
        Seat seat = seats.get(call.uuid());
        if (seat == null) {
            return false;
        }
        Call before = seat.call;
        seat.back.add(call);
        before.lose();
        try {
            seat.left.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !seat.back.remove(call);
    }

    /**
     * Ends what this server still has of a call that was handed on and has come again, and waits for that, so long at most.
     *
     * @return the seat that it had, which {@link Seat#succeeded} lets go when the call is over
     */
    Optional<Seat> letGo(String uuid, Duration atMost) {
        Optional<Seat> seat = Optional.ofNullable(seats.get(uuid));
        seat.ifPresent(before -> before.letGo(atMost));
        return seat;
    }

    /** The names of all. */
    public Set<String> uuids() {
        return Set.copyOf(seats.keySet());
    }

    /** How many there are. */
    public int size() {
        return seats.size();
    }

    /** The switch has something to say of this call. Does nothing where it is not here. */
    void nudge(String uuid) {
        Seat seat = seats.get(uuid);
        if (seat != null) {
            seat.call.nudge();
        }
    }

    /** The switch does not know this call any more, though its connection looks alive. Does nothing where it has ended here too. */
    public void lost(String uuid) {
        Optional.ofNullable(seats.get(uuid)).ifPresent(seat -> seat.call.lose());
    }
}
