package org.belltower.server.config;

import java.util.List;
import java.util.regex.Pattern;

/** Steps of a switch's dialplan, each an application and its argument. <em>Stateless.</em> */
final class DialplanActions {
    private static final Pattern ACTION = Pattern.compile("[a-z_]+( \\S.*)?");

    private DialplanActions() {}

    /**
     * The same steps, fixed.
     *
     * @throws IllegalArgumentException which names key and step, where one is no {@code APPLICATION ARGUMENT}
     */
    static List<String> require(String key, List<String> actions) {
        for (String action : actions) {
            if (!ACTION.matcher(action).matches()) {
                throw new IllegalArgumentException(
                        "'" + key + "' has '" + action
                                + "'; write an application of the switch and its argument, such as 'bridge sofia/internal/agents@192.0.2.9'");
            }
        }
        return List.copyOf(actions);
    }
}
