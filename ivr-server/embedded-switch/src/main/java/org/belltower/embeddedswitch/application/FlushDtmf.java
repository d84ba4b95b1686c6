package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;

/** {@code flush_dtmf}: forgets keys that nobody has taken. <em>Immutable.</em> */
final class FlushDtmf implements Application {
    @Override
    public String name() {
        return "flush_dtmf";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        channel.keypad().flush();
    }
}
