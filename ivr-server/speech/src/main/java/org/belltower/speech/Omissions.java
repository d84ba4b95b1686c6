package org.belltower.speech;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once what a voice leaves out of what documents ask for, so that an author learns of it and a log does not fill.
 * <em>Thread-safe.</em>
 */
public final class Omissions {
    private static final Logger log = LoggerFactory.getLogger(Omissions.class);

    /** An application has fewer; beyond that a document makes them up. */
    private static final int MOST = 1_000;

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** Logs it, unless it has been logged before. */
    public void tell(String omission) {
        if (said.size() < MOST && said.add(omission)) {
            log.warn("{}", omission);
        }
    }

    /** What has been told. */
    public Set<String> told() {
        return Set.copyOf(said);
    }
}
