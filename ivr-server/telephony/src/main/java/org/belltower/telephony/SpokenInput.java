package org.belltower.telephony;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.belltower.speech.recognition.Admission;
import org.belltower.speech.recognition.Recognizer;
import org.belltower.telephony.tap.CallerTap;

/**
 * What lines need to listen to words: a recogniser and a way for the caller's sound to reach it. One for the whole server.
 * <i>Thread-safe.</i> Whoever opened its parts closes them.
 */
public final class SpokenInput {
    private final Recognizer recognizer;
    private final CallerTap tap;
    private final LongAdder admitted = new LongAdder();
    private final Map<Admission.Reason, LongAdder> refused = new EnumMap<>(Admission.Reason.class);

    private SpokenInput(Recognizer recognizer, CallerTap tap) {
        this.recognizer = recognizer;
        this.tap = tap;
        for (Admission.Reason reason : Admission.Reason.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    public static SpokenInput of(Recognizer recognizer, CallerTap tap) {
        return new SpokenInput(recognizer, tap);
    }

    /**
     * How often callers were listened to since the start, and how often they were not.
     *
     * @param inputs that were listened to
     * @param refused that fell back to keys, with a number for each reason
     */
    public record Statistics(long inputs, Map<Admission.Reason, Long> refused) {
        public Statistics {
            refused = Map.copyOf(refused);
        }
    }

    public Statistics statistics() {
        Map<Admission.Reason, Long> counts = new EnumMap<>(Admission.Reason.class);
        refused.forEach((reason, count) -> counts.put(reason, count.sum()));
        return new Statistics(admitted.sum(), counts);
    }

    Recognizer recognizer() {
        return recognizer;
    }

    CallerTap tap() {
        return tap;
    }

    void admitted() {
        admitted.increment();
    }

    void refused(Admission.Reason reason) {
        refused.getOrDefault(reason, new LongAdder()).increment();
    }
}
