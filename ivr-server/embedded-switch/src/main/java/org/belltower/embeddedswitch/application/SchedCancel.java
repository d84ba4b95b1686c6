package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;

/** {@code sched_cancel} [GROUP]: forgets what was scheduled, for the call itself unless told otherwise. <em>Immutable.</em> */
final class SchedCancel implements Application {
    @Override
    public String name() {
        return "sched_cancel";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        channel.core().schedule().cancel(argument.isBlank() ? channel.uuid() : argument.strip());
    }
}
