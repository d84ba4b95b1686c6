package org.belltower.embeddedswitch.application;

import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;

/** {@code set} NAME=VALUE: sets a variable; without a value it is removed. <em>Immutable.</em> */
final class Set implements Application {
    @Override
    public String name() {
        return "set";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        int equals = argument.indexOf('=');
        if (equals > 0) {
            channel.variables()
                    .set(
                            argument.substring(0, equals).strip(),
                            argument.substring(equals + 1).strip());
        }
    }
}
