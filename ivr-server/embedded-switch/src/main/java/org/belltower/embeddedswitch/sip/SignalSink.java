package org.belltower.embeddedswitch.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a leg's signals until its channel takes them: a CANCEL may overtake the call's own set-up.
 *
 * <p><em>Thread-safe</em> by its own lock; the receiver only enqueues, so it is called under the lock to keep order.
 */
final class SignalSink implements Consumer<SipSignal> {
    private final List<SipSignal> early = new ArrayList<>(); // guarded by this
    private @Nullable Consumer<SipSignal> receiver; // guarded by this

    synchronized void attach(Consumer<SipSignal> target) {
        receiver = target;
        early.forEach(target);
        early.clear();
    }

    @Override
    public synchronized void accept(SipSignal signal) {
        if (receiver == null) {
            early.add(signal);
        } else {
            receiver.accept(signal);
        }
    }
}
