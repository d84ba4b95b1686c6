package org.belltower.embeddedswitch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.belltower.embeddedswitch.channel.ChannelLife;
import org.belltower.embeddedswitch.channel.SwitchCore;
import org.belltower.embeddedswitch.dialplan.DialplanAction;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.belltower.embeddedswitch.sip.InboundLeg;
import org.belltower.embeddedswitch.sip.IncomingCall;
import org.belltower.embeddedswitch.sip.SipReceiver;
import org.belltower.embeddedswitch.sip.SipSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about each incoming call: one too many gets the overload answer, an unknown number the dialplan's actions for
 * others as far as {@link UnknownNumbers} allows and a plain 404 beyond, the rest a channel.
 *
 * <p><em>Thread-safe.</em> Runs on the SIP threads and never waits.
 */
final class CallIntake implements SipReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(CallIntake.class);

    private final SwitchCore core;
    private final Overload overload;
    private final UnknownNumberAllowance allowance;
    private final LongAdder busy = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final AtomicLong unknownReported = new AtomicLong();
    private volatile boolean accepting;

    CallIntake(SwitchCore core, Overload overload, UnknownNumbers unknownNumbers) {
        this.core = core;
        this.overload = overload;
        this.allowance = new UnknownNumberAllowance(unknownNumbers, core.clock());
    }

    void accept(boolean calls) {
        accepting = calls;
    }

    long refusedBusy() {
        return busy.sum();
    }

    long refusedUnknown() {
        return unknown.sum();
    }

    @Override
    public Consumer<SipSignal> incoming(IncomingCall call, InboundLeg leg) {
        Optional<List<DialplanAction>> actions = core.dialplan().actions(call.requestUser());
        if (actions.isEmpty()) {
            return unknownNumber(call, leg);
        }
        if (!accepting) {
            return refuse(leg);
        }
        if (core.channels().reserve()) {
            return ChannelLife.incoming(core, call, leg, actions.get());
        }
        return switch (overload) {
            case Overload.Release() -> refuse(leg);
            case Overload.Prompt(List<DialplanAction> prompt, int calls) -> {
                if (!core.channels().reserve(calls)) {
                    yield refuse(leg);
                }
                busy.increment();
                yield ChannelLife.incoming(core, call, leg, prompt);
            }
        };
    }

    private Consumer<SipSignal> unknownNumber(IncomingCall call, InboundLeg leg) {
        List<DialplanAction> others = core.dialplan().others();
        if (others.isEmpty() || !accepting || !allowance.enter()) {
            unknown.increment();
            LOG.debug("call from {} to an unknown number refused", call.networkIp());
            leg.hangUp(HangupCause.NO_ROUTE_DESTINATION);
            return CallIntake::nobody;
        }
        return ChannelLife.refusing(core, call, leg, others, HangupCause.NO_ROUTE_DESTINATION, allowance::left);
    }

    /** Says in one line how many unknown numbers were refused since the last time: a flood must not fill the log. */
    void report() {
        long now = unknown.sum();
        long since = now - unknownReported.getAndSet(now);
        if (since > 0) {
            LOG.warn("{} calls to unknown numbers were refused with 404 and have no record", since);
        }
    }

    /** A refused call has nobody to tell. */
    private static void nobody(SipSignal signal) {}

    private Consumer<SipSignal> refuse(InboundLeg leg) {
        busy.increment();
        leg.hangUp(HangupCause.SWITCH_CONGESTION);
        return CallIntake::nobody;
    }
}
