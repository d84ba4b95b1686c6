package org.belltower.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.belltower.speech.SynthesisCache;

/** Speech that is made, and kept. <em>Immutable.</em> */
public record SynthesisMeters(SynthesisCache clips) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        new Meters<>(registry, clips)
                .counter(
                        "belltower.synthesis.hits",
                        "clips found on disk",
                        c -> c.statistics().hits())
                .counter(
                        "belltower.synthesis.spoken",
                        "texts that went to an engine",
                        c -> c.statistics().syntheses())
                .counter(
                        "belltower.synthesis.failures",
                        "texts that no engine spoke",
                        c -> c.statistics().failures())
                .gauge(
                        "belltower.synthesis.clips",
                        "clips kept",
                        c -> c.statistics().clips())
                .gauge(
                        "belltower.synthesis.clips.bytes",
                        "room that they take",
                        c -> c.statistics().bytes());
    }
}
