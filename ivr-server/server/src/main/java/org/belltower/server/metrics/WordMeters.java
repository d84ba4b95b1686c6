package org.belltower.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.belltower.speech.recognition.Admission;
import org.belltower.telephony.SpokenInput;

/** Callers who are listened to, and those who are left to their keys. <em>Immutable.</em> */
public record WordMeters(SpokenInput words) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        var meters = new Meters<>(registry, words)
                .counter(
                        "belltower.speech.inputs",
                        "inputs that were listened to",
                        source -> source.statistics().inputs());
        for (Admission.Reason reason : Admission.Reason.values()) {
            meters.counter(
                    "belltower.speech.refused",
                    "inputs by keys only, though words would do",
                    source -> source.statistics().refused().getOrDefault(reason, 0L),
                    "reason",
                    reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }
}
