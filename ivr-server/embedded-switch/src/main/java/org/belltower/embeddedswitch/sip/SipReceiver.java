package org.belltower.embeddedswitch.sip;

import java.util.function.Consumer;

/** Takes incoming calls. Called on the agent's threads: it decides and starts, and never waits. */
@FunctionalInterface
public interface SipReceiver {

    /**
     * Takes or refuses a call. To refuse, call {@link InboundLeg#hangUp} and return a sink that ignores.
     *
     * @return where the leg's signals go from now on
     */
    Consumer<SipSignal> incoming(IncomingCall call, InboundLeg leg);
}
