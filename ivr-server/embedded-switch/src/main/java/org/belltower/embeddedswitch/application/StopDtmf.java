package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.media.InbandDetection;

/** {@code stop_dtmf}: no longer looks for keys in the received sound. <em>Immutable.</em> */
final class StopDtmf implements Application {
    @Override
    public String name() {
        return "stop_dtmf";
    }

    @Override
    public void run(Channel channel, String argument) {
        channel.stream().ifPresent(stream -> stream.detectInband(InbandDetection.OFF));
    }
}
