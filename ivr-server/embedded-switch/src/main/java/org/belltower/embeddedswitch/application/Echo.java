package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.media.Background;

/** {@code echo}: says back what the caller says, until broken off. <em>Immutable.</em> */
final class Echo implements Application {
    @Override
    public String name() {
        return "echo";
    }

    @Override
    public void run(Channel channel, String argument) {
        channel.stream().ifPresent(stream -> {
            stream.background(new Background.Echo());
            channel.await(Channel.FOREVER, () -> {
                channel.keypad().flush();
                return false;
            });
            stream.background(new Background.Nothing());
        });
    }
}
