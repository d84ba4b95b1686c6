package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;

/** {@code stop_record_session} FILE|all: ends a recording. <em>Immutable.</em> */
final class StopRecordSession implements Application {
    @Override
    public String name() {
        return "stop_record_session";
    }

    @Override
    public void run(Channel channel, String argument) {
        channel.recordings().stop(argument.strip());
    }
}
