package org.belltower.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.server.call.Admission;
import org.belltower.server.call.SwitchConnections;
import org.belltower.store.journal.CallJournal;
import org.belltower.telephony.CallListener;

/**
 * What the server counts, as Prometheus reads it: calls, those that were refused and by which limit, calls that did not get as far,
 * switches, records on their way. Thread-safe; the server closes it. Counting is done by what is counted: reading costs the calls nothing.
 */
public final class ServerMetrics implements AutoCloseable {
    private static final String REFUSED = "belltower.calls.refused";
    private static final String LIMIT = "limit";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private ServerMetrics() {}

    static ServerMetrics of(
            Admission admission,
            CallListener listener,
            SwitchConnections switches,
            CallJournal journal,
            Optional<EmbeddedSwitch> embeddedSwitch) {
        var metrics = new ServerMetrics();
        metrics.gauge("belltower.calls", "Calls in progress", admission, Admission::calls);
        metrics.gauge("belltower.calls.waiting", "Calls that are not answered yet", admission, Admission::waiting);
        metrics.count("belltower.calls.admitted", "Calls let in", admission, Admission::admitted);
        metrics.refused("calls", admission, Admission::overCalls);
        metrics.refused("calls-a-second", admission, Admission::overRate);
        metrics.refused("waiting", admission, Admission::overWaiting);
        metrics.refused("connections", listener, CallListener::turnedAway);
        metrics.count(
                "belltower.calls.nameless",
                "Connections that did not say which call they are",
                listener,
                CallListener::nameless);
        metrics.gauge("belltower.switches", "Switches that are to be asked", switches, SwitchConnections::size);
        metrics.gauge("belltower.switches.up", "Switches that can be asked", switches, SwitchConnections::up);
        metrics.gauge(
                "belltower.journal.backlog",
                "Bytes of call records that are not in the database yet",
                journal,
                records -> records.statistics().backlogBytes());
        metrics.count(
                "belltower.journal.lost",
                "Entries of call records that could not be written",
                journal,
                records -> records.statistics().lost());
        embeddedSwitch.ifPresent(metrics::add);
        return metrics;
    }

    private void add(EmbeddedSwitch own) {
        gauge(
                "belltower.switch.calls",
                "Call legs of the embedded switch",
                own,
                at -> at.status().calls());
        count(
                "belltower.switch.refused",
                "Calls that the embedded switch had no room for",
                own,
                at -> at.status().refusedBusy());
        count(
                "belltower.switch.unserved",
                "Calls that no server took",
                own,
                at -> at.status().unserved());
    }

    private <T> void gauge(String name, String what, T source, ToDoubleFunction<T> value) {
        Gauge.builder(name, source, value)
                .description(what)
                .strongReference(true)
                .register(registry);
    }

    private <T> void count(String name, String what, T source, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, source, value).description(what).register(registry);
    }

    private <T> void refused(String limit, T source, ToDoubleFunction<T> value) {
        FunctionCounter.builder(REFUSED, source, value)
                .description("Calls released as congestion")
                .tag(LIMIT, limit)
                .register(registry);
    }

    /** Where others count too. */
    public MeterRegistry registry() {
        return registry;
    }

    /** All of it in Prometheus's text format. */
    public String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }
}
