package org.belltower.embeddedswitch.api;

import java.util.function.Function;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** What FreeSWITCH says in the usual cases. <em>Immutable.</em> */
final class Answers {
    static final String OK = "+OK\n";
    static final String NO_CHANNEL = "-ERR No such channel!\n";

    static final String NO_SESSION = "-ERR Cannot locate session!\n";

    private Answers() {}

    static String usage(String syntax) {
        return "-USAGE: " + syntax + "\n";
    }

    static String error(String text) {
        return "-ERR " + text + "\n";
    }

    /** Does something with a channel, or says that there is none. */
    static String with(SwitchCore core, String uuid, Function<Channel, String> action) {
        return core.channels()
                .find(uuid)
                .filter(channel -> channel.cause().isEmpty())
                .map(action)
                .orElse(NO_CHANNEL);
    }
}
