package org.belltower.embeddedswitch.channel;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.belltower.embeddedswitch.sip.HangupCause;

/**
 * Whether a channel has been told to end, or to go elsewhere.
 *
 * <p><em>Thread-safe.</em> Under the lock: writing {@code cause} and {@code next}. The watch runs outside it.
 */
final class Departure {
    private final Object lock = new Object();
    private volatile Optional<HangupCause> cause = Optional.empty();
    private volatile Optional<Route> next = Optional.empty();
    private volatile boolean picked;
    private final AtomicReference<Runnable> watch = new AtomicReference<>(Departure::nobody);

    /** Why it was told to end; empty while it lives. */
    Optional<HangupCause> cause() {
        return cause;
    }

    /** Whether applications must return: the call is over or goes elsewhere. */
    boolean due() {
        return cause.isPresent() || next.isPresent();
    }

    /** The first cause counts: false where there is one already. */
    boolean end(HangupCause why) {
        synchronized (lock) {
            if (cause.isPresent()) {
                return false;
            }
            cause = Optional.of(why);
            return true;
        }
    }

    /** Somebody takes the channel from whatever it is joined with; to be said before it is sent elsewhere. */
    void pick(boolean now) {
        picked = now;
    }

    boolean isPicked() {
        return picked;
    }

    /** The last route counts. */
    void redirect(Route route) {
        synchronized (lock) {
            next = Optional.of(route);
        }
    }

    /** The route to take now, which then is no longer due. */
    Optional<Route> take() {
        synchronized (lock) {
            Optional<Route> taken = next;
            next = Optional.empty();
            return taken;
        }
    }

    /** Runs once: when {@link #tell} is next called, or at once where it is due already. Takes the place of the one before. */
    void watch(Runnable listener) {
        watch.set(listener);
        if (due()) {
            tell();
        }
    }

    void tell() {
        watch.getAndSet(Departure::nobody).run();
    }

    private static void nobody() {}
}
