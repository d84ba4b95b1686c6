package org.belltower.server.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How others are called for a caller. Immutable.
 *
 * @param trunk what stands before a telephone number in a dial string of the switch, such as {@code sofia/gateway/carrier/};
 *     empty where no telephone number can be called
 * @param extensions places of the switch's dialplan that documents may send a call to for good as {@code dialplan:NAME}, each with
 *     its steps, {@code APPLICATION ARGUMENT} each
 * @param machines whether a bridge to an answering machine ends as soon as that is known
 */
public record TransferConfig(Optional<String> trunk, Map<String, List<String>> extensions, boolean machines) {
    public static final TransferConfig DEFAULT = new TransferConfig(Optional.empty(), Map.of(), false);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");

    /** Nothing that would call a second party or set a variable. */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_]+(/[A-Za-z0-9_.:-]+)+/");

    public TransferConfig {
        if (trunk.isPresent() && !PREFIX.matcher(trunk.get()).matches()) {
            throw new IllegalArgumentException(
                    "'trunk' must be the beginning of a dial string up to a slash, such as sofia/gateway/carrier/, but is '"
                            + trunk.get() + "'");
        }
        Map<String, List<String>> checked = new LinkedHashMap<>();
        extensions.forEach((name, actions) -> {
            if (!NAME.matcher(name).matches() || actions.isEmpty()) {
                throw new IllegalArgumentException("'extensions' has '" + name
                        + "'; name each with letters, digits, '_', '.' and '-', and give it an action");
            }
            checked.put(name, DialplanActions.require("extensions", actions));
        });
        extensions = Collections.unmodifiableMap(checked);
    }
}
