package org.belltower.server.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Registers readings of one object's counters, taken whenever somebody asks. Confined to the thread that starts the server. */
final class Meters<T> {
    private final MeterRegistry registry;
    private final T source;

    Meters(MeterRegistry registry, T source) {
        this.registry = registry;
        this.source = source;
    }

    /** A number that goes up and down. */
    Meters<T> gauge(String name, String description, ToDoubleFunction<T> reading) {
        Gauge.builder(name, source, reading)
                .description(description)
                .strongReference(true)
                .register(registry);
        return this;
    }

    /** A number that only grows. */
    Meters<T> counter(String name, String description, ToDoubleFunction<T> reading, String... tags) {
        FunctionCounter.builder(name, source, reading)
                .description(description)
                .tags(tags)
                .register(registry);
        return this;
    }
}
