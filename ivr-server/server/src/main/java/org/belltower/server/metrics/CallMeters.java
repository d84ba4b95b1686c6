package org.belltower.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.belltower.server.call.Admission;
import org.belltower.server.call.HotlineCalls;
import org.belltower.server.call.SwitchConnections;
import org.belltower.server.config.Limits;
import org.belltower.telephony.CallListener;

/** Calls as the server has them, and the switches that bring them. <em>Immutable.</em> */
public record CallMeters(
        Limits limits, Admission admission, HotlineCalls calls, CallListener listener, SwitchConnections switches)
        implements MeterBinder {
    private static final String REFUSED = "belltower.calls.refused";
    private static final String RELEASED = "calls released unanswered, by the limit that was reached";
    private static final String LIMIT = "limit";

    @Override
    public void bindTo(MeterRegistry registry) {
        new Meters<>(registry, limits).gauge("belltower.calls.limit", "most calls at a time", Limits::calls);
        new Meters<>(registry, admission)
                .gauge("belltower.calls", "calls in progress", Admission::calls)
                .gauge("belltower.calls.waiting", "calls that are not answered yet", Admission::waiting)
                .counter("belltower.calls.admitted", "calls let in", Admission::admitted)
                .counter(REFUSED, RELEASED, Admission::overCalls, LIMIT, "calls")
                .counter(REFUSED, RELEASED, Admission::overRate, LIMIT, "calls-a-second")
                .counter(REFUSED, RELEASED, Admission::overWaiting, LIMIT, "waiting")
                .counter(
                        "belltower.calls.busy.prompts",
                        "callers over a limit who were told that all lines are busy",
                        Admission::busyPrompts);
        new Meters<>(registry, listener)
                .counter(REFUSED, RELEASED, CallListener::turnedAway, LIMIT, "connections")
                .counter(
                        "belltower.calls.defects", "calls ended by a defect, which the log shows", CallListener::failed)
                .gauge("belltower.event.socket.calls", "connections of calls", CallListener::connections)
                .counter(
                        "belltower.event.socket.nameless",
                        "connections closed because they named no call",
                        CallListener::nameless);
        new Meters<>(registry, calls)
                .counter(
                        "belltower.calls.unknown.number",
                        "calls to numbers that no hotline has",
                        HotlineCalls::unknownNumbers);
        new Meters<>(registry, switches)
                .gauge("belltower.switches", "switches that are to be asked", SwitchConnections::size)
                .gauge("belltower.switches.up", "switches that can be asked", SwitchConnections::up);
    }
}
