package org.belltower.server.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How others are called for a caller. Immutable.
 *
 * @param trunk what stands before a telephone number in a dial string of the switch, such as {@code sofia/gateway/carrier/};
 *     empty where no telephone number can be called
 */
public record TransferConfig(Optional<String> trunk) {
    public static final TransferConfig DEFAULT = new TransferConfig(Optional.empty());

    /** Nothing that would call a second party or set a variable. */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_]+(/[A-Za-z0-9_.:-]+)+/");

    public TransferConfig {
        if (trunk.isPresent() && !PREFIX.matcher(trunk.get()).matches()) {
            throw new IllegalArgumentException(
                    "'trunk' must be the beginning of a dial string up to a slash, such as sofia/gateway/carrier/, but is '"
                            + trunk.get() + "'");
        }
    }
}
