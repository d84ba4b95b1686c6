package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.ChannelProgress;

/** {@code pre_answer}: early media (183). <em>Immutable.</em> */
final class PreAnswer implements Application {
    @Override
    public String name() {
        return "pre_answer";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        ChannelProgress.preAnswer(channel);
    }
}
