package org.belltower.embeddedswitch.application;

import java.time.Duration;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;

/** {@code sleep} MILLISECONDS: waits; a break ends it. <em>Immutable.</em> */
final class Sleep implements Application {
    @Override
    public String name() {
        return "sleep";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        Words.number(argument.strip()).ifPresent(time -> channel.await(Duration.ofMillis(time), () -> false));
    }
}
