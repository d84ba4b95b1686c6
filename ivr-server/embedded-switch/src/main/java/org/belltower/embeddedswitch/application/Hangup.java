package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.sip.HangupCause;

/** {@code hangup} [cause]: ends the call. <em>Immutable.</em> */
final class Hangup implements Application {
    @Override
    public String name() {
        return "hangup";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        channel.hangUp(argument.isBlank() ? HangupCause.NORMAL_CLEARING : HangupCause.parse(argument));
    }
}
