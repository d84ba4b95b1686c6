package org.belltower.telephony;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** An inbox on a clock of its own: messages come at the moments that a test has set, and waiting takes no time. */
final class ScriptedInbox implements Inbox {
    private record Due(Duration at, long order, CallMessage message) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private Duration now = Duration.ZERO;
    private long order;

    /** The message comes at this time, or at once where that is past. */
    void at(Duration time, CallMessage message) {
        due.add(new Due(time, order++, message));
    }

    void after(Duration delay, CallMessage message) {
        at(now.plus(delay), message);
    }

    /** Such a message does not come any more. */
    void forget(CallMessage message) {
        due.removeIf(waiting -> waiting.message().equals(message));
    }

    /** The keys come at this time, one every 100 ms. */
    void keysAt(Duration time, String keys) {
        for (int i = 0; i < keys.length(); i++) {
            at(time.plusMillis(100L * i), new CallMessage.KeyPressed(keys.charAt(i)));
        }
    }

    @Override
    public Optional<CallMessage> take(Duration atMost) {
        Duration until = now.plus(atMost);
        if (due.isEmpty() || due.peek().at().compareTo(until) > 0) {
            now = until;
            return Optional.empty();
        }
        Due next = due.remove();
        now = next.at().compareTo(now) > 0 ? next.at() : now;
        return Optional.of(next.message());
    }

    @Override
    public Duration elapsed() {
        return now;
    }
}
