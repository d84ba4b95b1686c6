package org.belltower.embeddedswitch.application;

import java.util.LinkedHashMap;
import java.util.Map;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;

/**
 * {@code export} [nolocal:]NAME=VALUE: sets a variable on this channel and on those that it bridges to.
 * <em>Immutable.</em>
 */
final class Export implements Application {
    private static final String LIST = "export_vars";
    private static final String NOT_HERE = "nolocal:";
    private static final String KEPT_FOR_OTHERS = "nolocal_";

    @Override
    public String name() {
        return "export";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        int equals = argument.indexOf('=');
        if (equals <= 0) {
            return;
        }
        String name = argument.substring(0, equals).strip();
        channel.variables().set(keptAs(name), argument.substring(equals + 1).strip());
        String before = channel.variables().get(LIST).map(names -> names + ",").orElse("");
        channel.variables().set(LIST, before + name);
    }

    /** A colon in a variable's name would end the name of its header in events. */
    private static String keptAs(String name) {
        return name.startsWith(NOT_HERE) ? KEPT_FOR_OTHERS + name.substring(NOT_HERE.length()) : name;
    }

    /** What goes to the other leg. */
    static Map<String, String> exported(Channel channel) {
        Map<String, String> exported = new LinkedHashMap<>();
        for (String name : channel.variables().get(LIST).orElse("").split(",", -1)) {
            channel.variables()
                    .get(keptAs(name))
                    .ifPresent(value ->
                            exported.put(name.startsWith(NOT_HERE) ? name.substring(NOT_HERE.length()) : name, value));
        }
        return exported;
    }
}
