package org.belltower.voicexml.fetch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/**
 * How old a kept copy may be. Immutable. Whole seconds count. Spec: VoiceXML 2.0 §6.1.2.
 *
 * @param maxAge a copy older than this is asked for anew; where empty, its age does not matter while it is fresh
 * @param maxStale how long after its expiry a copy may still be used; where empty, an expired copy is asked for anew
 */
public record Freshness(Optional<Duration> maxAge, Optional<Duration> maxStale) {
    /** What the source says of its own resource holds. */
    public static final Freshness OF_THE_SOURCE = new Freshness(Optional.empty(), Optional.empty());

    /** Asks the source again whatever is kept. */
    static final Freshness NOW = new Freshness(Optional.of(Duration.ZERO), Optional.empty());

    /** Whether a copy of this age is too old, however stale it might be. */
    boolean isOlder(Duration age) {
        return maxAge.filter(most -> age.compareTo(most) > 0).isPresent();
    }

    /** The same as a {@code Cache-Control} of a request (RFC 9111 §5.2.1); empty where there is nothing to say. */
    Optional<String> directives() {
        var directives = new ArrayList<String>();
        maxAge.ifPresent(age -> directives.add("max-age=" + age.toSeconds()));
        maxStale.ifPresent(stale -> directives.add("max-stale=" + stale.toSeconds()));
        return directives.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", directives));
    }
}
