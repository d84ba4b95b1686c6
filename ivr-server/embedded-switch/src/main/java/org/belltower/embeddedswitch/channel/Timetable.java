package org.belltower.embeddedswitch.channel;

import java.time.Instant;
import java.util.Optional;

/**
 * When what happened, as the {@code Caller-Channel-…-Time} headers say.
 *
 * <p><em>Thread-safe</em>: written by the channel's thread, read by any.
 */
final class Timetable {
    private final Instant created;
    private volatile Optional<Instant> progress = Optional.empty();
    private volatile Optional<Instant> progressMedia = Optional.empty();
    private volatile Optional<Instant> answered = Optional.empty();
    private volatile Optional<Instant> bridged = Optional.empty();
    private volatile Optional<Instant> hungUp = Optional.empty();
    private volatile Optional<Instant> transferred = Optional.empty();

    Timetable(Instant created) {
        this.created = created;
    }

    Instant created() {
        return created;
    }

    Optional<Instant> progress() {
        return progress;
    }

    void progress(Instant at) {
        progress = Optional.of(at);
    }

    Optional<Instant> progressMedia() {
        return progressMedia;
    }

    void progressMedia(Instant at) {
        progressMedia = Optional.of(at);
    }

    Optional<Instant> answered() {
        return answered;
    }

    void answered(Instant at) {
        answered = Optional.of(at);
    }

    Optional<Instant> bridged() {
        return bridged;
    }

    void bridged(Instant at) {
        bridged = Optional.of(at);
    }

    Optional<Instant> hungUp() {
        return hungUp;
    }

    void hungUp(Instant at) {
        hungUp = Optional.of(at);
    }

    Optional<Instant> transferred() {
        return transferred;
    }

    void transferred(Instant at) {
        transferred = Optional.of(at);
    }
}
