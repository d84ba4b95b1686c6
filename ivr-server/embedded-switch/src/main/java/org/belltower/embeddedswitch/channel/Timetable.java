package org.belltower.embeddedswitch.channel;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When the steps of a call happened, as the {@code Caller-Channel-…-Time} headers say.
 *
 * <p><em>Thread-safe</em>: written by the channel's thread, read by any.
 */
final class Timetable {

    /** A step that is told in a header of its own. */
    enum Step {
        ANSWERED("Answered"),
        PROGRESS("Progress"),
        PROGRESS_MEDIA("Progress-Media"),
        HUNG_UP("Hangup"),
        TRANSFERRED("Transfer"),
        BRIDGED("Bridged");

        private final String word;

        Step(String word) {
            this.word = word;
        }

        /** As in {@code Caller-Channel-WORD-Time}. */
        String word() {
            return word;
        }
    }

    private final InstantSource clock;
    private final Instant created;
    private final Map<Step, Instant> steps = new ConcurrentHashMap<>();

    Timetable(InstantSource clock) {
        this.clock = clock;
        this.created = clock.instant();
    }

    Instant created() {
        return created;
    }

    /** When the step was last taken; empty where it was not. */
    Optional<Instant> at(Step step) {
        return Optional.ofNullable(steps.get(step));
    }

    boolean has(Step step) {
        return steps.containsKey(step);
    }

    /** The step is taken now. */
    void note(Step step) {
        steps.put(step, clock.instant());
    }
}
