package org.belltower.embeddedswitch.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.embeddedswitch.sip.HangupCause;

/**
 * Calls the legs of a dial string until one answers, or where the waiter says so has audio before it.
 *
 * <p>Whoever runs it waits: a channel by its inbox, an API command by its own thread. Losers are hung up with
 * LOSE_RACE, all are when the waiter gives up.
 */
public final class Originate {

    /** What came of it. <em>Immutable.</em> */
    public sealed interface Outcome {
        /** This channel answered, or has audio; it serves until it is sent elsewhere. */
        record Answered(Channel channel) implements Outcome {}

        /** Nobody did; the cause is the last leg's. */
        record Failed(HangupCause cause, Optional<String> sipStatus) implements Outcome {}
    }

    /** How to wait until something has changed. */
    public interface Waiter {
        /**
         * Whether a leg has won by audio before the answer. FreeSWITCH's {@code originate} takes it as won unless the leg's
         * {@code ignore_early_media} is set.
         */
        default boolean takesEarlyMedia() {
            return false;
        }

        /** Wakes {@link #pause}; called by any thread. */
        void wake();

        /**
         * Waits until the condition holds, at most this long.
         *
         * @return false when it is given up
         */
        boolean pause(Duration limit, java.util.function.BooleanSupplier done);
    }

    private static final Set<String> EARLY_MEDIA_IGNORED = Set.of("consume", "ring_ready");

    private final SwitchCore core;
    private final DialString dial;
    private final Map<String, String> inherited;
    private final Duration timeout;
    private final Waiter waiter;
    private volatile List<Channel> legs = List.of();

    public Originate(SwitchCore core, DialString dial, Map<String, String> inherited, Duration timeout, Waiter waiter) {
        this.core = core;
        this.dial = dial;
        this.inherited = Map.copyOf(inherited);
        this.timeout = timeout;
        this.waiter = waiter;
    }

    /** The legs that ring now. */
    public List<Channel> legs() {
        return legs;
    }

    public Outcome run() {
        Outcome last = new Outcome.Failed(HangupCause.DESTINATION_OUT_OF_ORDER, Optional.empty());
        for (List<DialString.Leg> group : dial.groups()) {
            last = group(group);
            boolean givenUp = last instanceof Outcome.Failed failed && failed.cause() == HangupCause.ORIGINATOR_CANCEL;
            if (last instanceof Outcome.Answered || givenUp) {
                return last;
            }
        }
        return last;
    }

    private Outcome group(List<DialString.Leg> group) {
        HangupCause refused = HangupCause.DESTINATION_OUT_OF_ORDER;
        List<Channel> ringing = new ArrayList<>();
        Duration wait = timeout;
        for (DialString.Leg leg : group) {
            switch (reachable(leg.target())) {
                case DialString.Target.Unusable(HangupCause cause) -> refused = cause;
                case DialString.Target.Registered _ -> refused = HangupCause.USER_NOT_REGISTERED;
                case DialString.Target.Sip(DialTarget address) -> {
                    Map<String, String> variables = new LinkedHashMap<>(inherited);
                    variables.putAll(dial.variables());
                    variables.putAll(leg.variables());
                    wait = seconds(variables.get("leg_timeout"))
                            .or(() -> seconds(variables.get("originate_timeout")))
                            .orElse(wait);
                    Optional<Channel> channel = ChannelLife.outgoing(core, address, variables);
                    refused = channel.isPresent() ? refused : HangupCause.SWITCH_CONGESTION;
                    channel.ifPresent(ringing::add);
                }
            }
        }
        if (ringing.isEmpty()) {
            return new Outcome.Failed(refused, Optional.empty());
        }
        legs = List.copyOf(ringing);
        for (Channel leg : ringing) {
            var _ = leg.established().thenRun(waiter::wake);
            leg.onProgress(waiter::wake);
        }
        boolean waited = waiter.pause(wait, () -> winner(ringing).isPresent() || allOver(ringing));
        Optional<Channel> winner = winner(ringing);
        HangupCause others = winner.isPresent()
                ? HangupCause.LOSE_RACE
                : waited ? HangupCause.NO_ANSWER : HangupCause.ORIGINATOR_CANCEL;
        Outcome failure = failure(ringing, others);
        for (Channel leg : ringing) {
            if (!winner.equals(Optional.of(leg))) {
                leg.hangUp(others);
            }
        }
        legs = List.of();
        return winner.<Outcome>map(Outcome.Answered::new).orElse(failure);
    }

    /** A telephone that has registered as where it is; it stays what it was where it is not registered. */
    private DialString.Target reachable(DialString.Target target) {
        return target instanceof DialString.Target.Registered(String profile, String name)
                ? core.sip()
                        .registered(name)
                        .<DialString.Target>map(phone -> new DialString.Target.Sip(
                                new DialTarget(profile, phone.user(), phone.host(), phone.port(), phone.transport())))
                        .orElse(target)
                : target;
    }

    private static Optional<Duration> seconds(@org.jspecify.annotations.Nullable String text) {
        return Optional.ofNullable(text)
                .filter(value -> value.matches("[0-9]{1,5}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    private Optional<Channel> winner(List<Channel> ringing) {
        return ringing.stream()
                .filter(leg -> leg.cause().isEmpty() && (leg.answered() || hasWonEarly(leg)))
                .findFirst();
    }

    private boolean hasWonEarly(Channel leg) {
        String ignore = leg.variables().get("ignore_early_media").orElse("");
        boolean ignored = Variables.truth(ignore) || EARLY_MEDIA_IGNORED.contains(ignore);
        return waiter.takesEarlyMedia() && leg.earlyMedia() && !ignored;
    }

    private static boolean allOver(List<Channel> ringing) {
        return ringing.stream()
                .allMatch(
                        leg -> leg.established().isDone() && !leg.established().join());
    }

    private static Outcome failure(List<Channel> ringing, HangupCause otherwise) {
        Channel last = ringing.getLast();
        return new Outcome.Failed(
                last.cause().orElse(otherwise), last.variables().get("sip_term_status"));
    }

    /** A waiter for a thread that is no channel's. */
    public static Waiter onThread() {
        return new ThreadWaiter();
    }

    /** A waiter for a channel's own thread: it serves its call meanwhile, and gives up when that is over. */
    public static Waiter on(Channel channel) {
        return new Waiter() {
            @Override
            public void wake() {
                channel.nudge();
            }

            @Override
            public boolean pause(Duration limit, java.util.function.BooleanSupplier done) {
                Wake wake = channel.await(limit, done);
                return wake == Wake.DONE || wake == Wake.TIMED_OUT;
            }
        };
    }

    /** Waits by a condition. <em>Thread-safe.</em> */
    private static final class ThreadWaiter implements Waiter {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();

        @Override
        public boolean takesEarlyMedia() {
            return true;
        }

        @Override
        public void wake() {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean pause(Duration limit, java.util.function.BooleanSupplier done) {
            lock.lock();
            try {
                long left = limit.toNanos();
                while (!done.getAsBoolean()) {
                    if (left <= 0) {
                        return true;
                    }
                    left = changed.awaitNanos(left);
                }
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }
    }
}
