package org.belltower.embeddedswitch.channel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.belltower.embeddedswitch.sip.SipSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel's waiting: whatever it waits for, its call is attended to.
 *
 * <p><em>Confined to the call's thread</em>, but for {@link #breakOff}.
 */
final class Attendance {
    private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);
    private static final int DEEPEST = 12;

    private final Channel channel;
    private final Inbox inbox;
    private final Execution execution;
    private final ChannelSignals signals;
    private final AtomicBoolean broken = new AtomicBoolean();
    private final AtomicBoolean flushed = new AtomicBoolean();
    private final Deque<ChannelMessage.Perform> waiting = new ArrayDeque<>();
    private int locks;
    private int depth;

    Attendance(Channel channel, Inbox inbox, Execution execution, ChannelSignals signals) {
        this.channel = channel;
        this.inbox = inbox;
        this.execution = execution;
        this.signals = signals;
    }

    /** Breaks the running application off, and with {@code all} forgets those that wait. Any thread. */
    void breakOff(boolean all) {
        if (all) {
            flushed.set(true);
        }
        broken.set(true);
        inbox.nudge();
    }

    /** An application that begins is not broken off by what was meant for the one before. */
    void clearBreak() {
        broken.set(false);
    }

    /** Waits until the condition holds, the call is over, it is broken off or the time is up; see {@link Channel#await}. */
    Wake await(Duration limit, BooleanSupplier done) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            if (flushed.getAndSet(false)) {
                forgetWaiting();
            }
            if (channel.over()) {
                channel.tellHangup();
                return Wake.OVER;
            }
            if (done.getAsBoolean()) {
                return Wake.DONE;
            }
            if (broken.getAndSet(false)) {
                return Wake.BROKEN;
            }
            if (locks == 0 && depth < DEEPEST && !waiting.isEmpty()) {
                perform(waiting.removeFirst());
                continue;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Wake.TIMED_OUT;
            }
            inbox.take(left).ifPresent(this::dispatch);
            if (Thread.currentThread().isInterrupted()) {
                channel.hangUp(HangupCause.SYSTEM_SHUTDOWN);
            }
        }
    }

    private void dispatch(ChannelMessage message) {
        switch (message) {
            case ChannelMessage.FromLine(SipSignal signal) -> signals.handle(signal);
            case ChannelMessage.KeyPressed pressed -> keyPressed(pressed);
            case ChannelMessage.Answer(CompletableFuture<Boolean> done) -> {
                ChannelProgress.answer(channel);
                done.complete(channel.answered());
            }
            case ChannelMessage.Perform perform -> {
                if (waiting.size() >= Inbox.CAPACITY) {
                    LOG.warn(
                            "{}: {} applications wait already, {} dropped",
                            channel.uuid(),
                            waiting.size(),
                            perform.application());
                    perform.done().complete(false);
                } else {
                    waiting.addLast(perform);
                }
            }
        }
    }

    private void keyPressed(ChannelMessage.KeyPressed pressed) {
        channel.keypad().add(pressed.key());
        channel.fire(
                "DTMF",
                headers -> headers.add("DTMF-Digit", String.valueOf(pressed.key()))
                        .add("DTMF-Duration", String.valueOf(pressed.length().toMillis() * 8))
                        .add("DTMF-Source", pressed.source()));
    }

    private void perform(ChannelMessage.Perform perform) {
        locks += perform.lock() ? 1 : 0;
        depth++;
        try {
            OptionalInt loops = perform.loops();
            for (long run = 0; (loops.isEmpty() || run < loops.getAsInt()) && !channel.over(); run++) {
                execution.run(perform.application(), perform.argument(), perform.eventUuid());
            }
        } finally {
            depth--;
            locks -= perform.lock() ? 1 : 0;
            perform.done().complete(true);
        }
    }

    /** At the end: what still stands in the inbox will never run. */
    void drain() {
        for (var message = inbox.poll(); message.isPresent(); message = inbox.poll()) {
            dispatch(message.get());
        }
        forgetWaiting();
    }

    private void forgetWaiting() {
        waiting.forEach(perform -> perform.done().complete(false));
        waiting.clear();
    }
}
