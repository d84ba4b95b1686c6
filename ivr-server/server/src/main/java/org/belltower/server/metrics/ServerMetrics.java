package org.belltower.server.metrics;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/**
 * All that the server counts, as Prometheus reads it. <em>Thread-safe;</em> the server closes it. Counting is done by what is counted:
 * reading costs the calls nothing.
 */
public final class ServerMetrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private ServerMetrics() {}

    /**
     * Those of each.
     *
     * @param meters read when somebody asks
     */
    public static ServerMetrics of(List<MeterBinder> meters) {
        var metrics = new ServerMetrics();
        meters.forEach(meter -> meter.bindTo(metrics.registry));
        return metrics;
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
