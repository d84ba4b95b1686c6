package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;

/** {@code send_dtmf} KEYS[@MILLISECONDS]: presses keys towards the caller. <em>Immutable.</em> */
final class SendDtmf implements Application {
    @Override
    public String name() {
        return "send_dtmf";
    }

    @Override
    public void run(Channel channel, String argument) {
        Words.Keys keys = Words.keys(argument);
        channel.stream().ifPresent(stream -> stream.sendKeys(keys.keys(), keys.each()));
    }
}
