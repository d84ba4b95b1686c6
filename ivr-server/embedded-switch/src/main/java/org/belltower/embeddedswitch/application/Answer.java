package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.ChannelProgress;

/** {@code answer}: answers the call. <em>Immutable.</em> */
final class Answer implements Application {
    @Override
    public String name() {
        return "answer";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        ChannelProgress.answer(channel);
    }
}
