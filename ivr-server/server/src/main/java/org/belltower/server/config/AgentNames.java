package org.belltower.server.config;

import java.util.List;
import java.util.regex.Pattern;

/** Names of agents' phones, as they stand in addresses and dial strings. Stateless. */
final class AgentNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");

    private AgentNames() {}

    /**
     * The names.
     *
     * @throws IllegalArgumentException where one is none, or occurs twice
     */
    static List<String> require(String key, List<String> names) {
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "'" + key + "' must hold names of letters and digits, 32 at most, but has '" + name + "'");
            }
        }
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("'" + key + "' names a phone twice");
        }
        return List.copyOf(names);
    }
}
