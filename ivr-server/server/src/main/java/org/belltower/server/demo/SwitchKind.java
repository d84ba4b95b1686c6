package org.belltower.server.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which switch brings the calls. */
public enum SwitchKind {
    /** The one inside the server's process. */
    EMBEDDED,
    /** FreeSWITCH, in a process of its own. */
    FREESWITCH;

    /** As options name them. */
    public static final List<String> NAMES =
            Arrays.stream(values()).map(SwitchKind::optionName).toList();

    /** The one of this name; empty where there is none. */
    public static Optional<SwitchKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.optionName().equals(name))
                .findFirst();
    }

    /** As an option names it. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
