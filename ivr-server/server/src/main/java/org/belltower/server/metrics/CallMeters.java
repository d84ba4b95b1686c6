package org.belltower.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.belltower.server.call.HotlineCalls;
import org.belltower.telephony.CallListener;

/** Calls as the server has them. <em>Immutable.</em> */
public record CallMeters(CallListener listener, HotlineCalls calls) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        new Meters<>(registry, calls)
                .gauge("belltower.calls", "calls in progress", HotlineCalls::inProgress)
                .gauge("belltower.calls.limit", "most calls at a time", HotlineCalls::mostCalls)
                .counter("belltower.calls.taken", "calls that came to the server", HotlineCalls::taken)
                .counter(
                        "belltower.calls.refused",
                        "calls released unanswered",
                        HotlineCalls::overTheLimit,
                        "reason",
                        "limit")
                .counter(
                        "belltower.calls.refused",
                        "calls released unanswered",
                        HotlineCalls::unknownNumbers,
                        "reason",
                        "number");
        new Meters<>(registry, listener)
                .gauge("belltower.event.socket.calls", "connections of calls", CallListener::connections)
                .counter(
                        "belltower.event.socket.turned.away",
                        "connections closed at once, being over the limit",
                        CallListener::turnedAway)
                .counter(
                        "belltower.event.socket.nameless",
                        "connections closed because they named no call",
                        CallListener::nameless);
    }
}
