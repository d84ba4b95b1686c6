package org.belltower.embeddedswitch.application;

import java.util.Locale;
import org.belltower.embeddedswitch.channel.Channel;

/** The keys that end a playback or a recording. <em>Immutable.</em> */
record Terminators(String keys) {
    private static final String DEFAULT = "*";
    private static final String ANY = "1234567890*#ABCD";

    static Terminators of(Channel channel) {
        String set = channel.variables().get("playback_terminators").orElse(DEFAULT);
        return new Terminators(
                switch (set.toLowerCase(Locale.ROOT)) {
                    case "none" -> "";
                    case "any" -> ANY;
                    default -> set;
                });
    }

    boolean contains(char key) {
        return keys.indexOf(key) >= 0;
    }
}
