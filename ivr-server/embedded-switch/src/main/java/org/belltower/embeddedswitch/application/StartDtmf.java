package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.media.InbandDetection;

/** {@code start_dtmf}: looks for keys in the received sound. <em>Immutable.</em> */
final class StartDtmf implements Application {
    @Override
    public String name() {
        return "start_dtmf";
    }

    @Override
    public void run(Channel channel, String argument) {
        channel.stream().ifPresent(stream -> stream.detectInband(InbandDetection.ON));
    }
}
