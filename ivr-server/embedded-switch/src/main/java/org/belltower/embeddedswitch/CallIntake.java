package org.belltower.embeddedswitch;

import java.util.List;
import java.util.Optional;
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
 * Decides about each incoming call: a number without actions gets 404, one too many the overload answer, the rest a channel.
 *
 * <p><em>Thread-safe.</em> Runs on the SIP threads and never waits.
 */
final class CallIntake implements SipReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(CallIntake.class);

    private final SwitchCore core;
    private final Overload overload;
    private final LongAdder busy = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private volatile boolean accepting;

    CallIntake(SwitchCore core, Overload overload) {
        this.core = core;
        this.overload = overload;
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
        Optional<List<DialplanAction>> actions = core.dialplan().incoming(call.requestUser());
        if (actions.isEmpty()) {
            unknown.increment();
            LOG.info("call from {} to an unknown number refused", call.networkIp());
            leg.hangUp(HangupCause.NO_ROUTE_DESTINATION);
            return CallIntake::nobody;
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

    /** A refused call has nobody to tell. */
    private static void nobody(SipSignal signal) {}

    private Consumer<SipSignal> refuse(InboundLeg leg) {
        busy.increment();
        leg.hangUp(HangupCause.SWITCH_CONGESTION);
        return CallIntake::nobody;
    }
}
