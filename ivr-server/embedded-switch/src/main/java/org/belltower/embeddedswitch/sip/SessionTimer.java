package org.belltower.embeddedswitch.sip;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The session timer of one dialog: tells its channel when to refresh, or that the other side has not.
 *
 * <p><em>Thread-safe</em> by its own lock, never held over sending. Stopped by the leg. Spec: RFC 4028 §7, §10.
 */
final class SessionTimer {
    static final int INTERVAL_TOO_SMALL = 422;

    /** A {@code Session-Expires} header: interval and who refreshes. */
    record Terms(Duration interval, Optional<String> refresher) {

        static Optional<Terms> of(Message message) {
            return SipMessages.value(message, "Session-Expires").flatMap(SessionTimer.Terms::parse);
        }

        static Optional<Terms> parse(String value) {
            String[] parts = value.split(";", 8);
            Optional<Duration> interval = seconds(parts[0]);
            Optional<String> refresher = Optional.empty();
            for (String part : parts) {
                String parameter = part.trim().toLowerCase(Locale.ROOT);
                if (parameter.equals("refresher=uac") || parameter.equals("refresher=uas")) {
                    refresher = Optional.of(parameter.substring("refresher=".length()));
                }
            }
            Optional<String> found = refresher;
            return interval.map(length -> new Terms(length, found));
        }
    }

    private final ScheduledExecutorService timer;
    private final Consumer<SipSignal> sink;
    private @Nullable ScheduledFuture<?> pending; // guarded by this
    private boolean stopped; // guarded by this

    SessionTimer(ScheduledExecutorService timer, Consumer<SipSignal> sink) {
        this.timer = timer;
        this.sink = sink;
    }

    /** Starts anew with each refresh: half the interval where we refresh, nearly all of it where the peer does. */
    void restart(Duration interval, boolean weRefresh) {
        long seconds = interval.toSeconds();
        long peerMargin = Math.min(32, seconds / 3);
        Duration delay = weRefresh ? interval.dividedBy(2) : interval.minusSeconds(peerMargin);
        SipSignal signal = weRefresh ? new SipSignal.RefreshDue() : new SipSignal.SessionExpired();
        schedule(delay, signal);
    }

    /** One more try of a refresh that collided with the peer's. Spec: RFC 3261 §14.1. */
    void retryAfter(Duration delay) {
        schedule(delay, new SipSignal.RefreshDue());
    }

    synchronized void stop() {
        stopped = true;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    private synchronized void schedule(Duration delay, SipSignal signal) {
        if (stopped) {
            return;
        }
        if (pending != null) {
            pending.cancel(false);
        }
        pending = timer.schedule(() -> sink.accept(signal), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The {@code Min-SE} of a 422, if it is longer than what was asked for. Spec: RFC 4028 §6. */
    static Optional<Duration> longerThan(Duration asked, Message refusal) {
        return SipMessages.value(refusal, "Min-SE")
                .flatMap(SessionTimer::seconds)
                .filter(least -> least.compareTo(asked) > 0);
    }

    /** Delta-seconds of a header, at most a day: longer sessions are refreshed daily. */
    static Optional<Duration> seconds(String text) {
        String digits = text.trim();
        if (digits.isEmpty() || digits.length() > 10 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Math.min(86_400, Long.parseLong(digits))));
    }
}
