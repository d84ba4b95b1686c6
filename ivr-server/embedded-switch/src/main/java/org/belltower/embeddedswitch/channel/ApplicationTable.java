package org.belltower.embeddedswitch.channel;

import java.util.Optional;

/** Applications by name. */
@FunctionalInterface
public interface ApplicationTable {
    Optional<Application> find(String name);
}
