package org.belltower.server.clips;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.prompt.PlaylistItem;

/**
 * What may be fetched, by names that nobody can guess: 128 bits, known to this server and to the switch that was told to play them.
 * <em>Thread-safe.</em> Each playback has a name of its own, so no two calls share a copy that the switch makes. It is forgotten after
 * {@link #LIFETIME}.
 */
final class ClipOffers {
    /** Longer than a switch needs to ask for it: it fetches what it is told to play at once. */
    static final Duration LIFETIME = Duration.ofMinutes(2);

    private static final int BYTES = 16;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    /** Those that were told longest ago come first. */
    private final Map<String, Told> byName = new LinkedHashMap<>();

    private record Told(List<PlaylistItem> sounds, Instant at) {}

    ClipOffers(InstantSource clock) {
        this.clock = clock;
    }

    /** The name under which it may be fetched from now on. */
    String tell(List<PlaylistItem> sounds) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String name = HexFormat.of().formatHex(bytes);
        Instant now = clock.instant();
        synchronized (byName) {
            forgetBefore(now.minus(LIFETIME));
            byName.put(name, new Told(List.copyOf(sounds), now));
        }
        return name;
    }

    /** What a name stands for; empty where nobody was told it, or too long ago. */
    Optional<List<PlaylistItem>> named(String name) {
        synchronized (byName) {
            forgetBefore(clock.instant().minus(LIFETIME));
            return Optional.ofNullable(byName.get(name)).map(Told::sounds);
        }
    }

    private void forgetBefore(Instant oldest) {
        Iterator<Told> told = byName.values().iterator();
        while (told.hasNext() && told.next().at().isBefore(oldest)) {
            told.remove();
        }
    }
}
