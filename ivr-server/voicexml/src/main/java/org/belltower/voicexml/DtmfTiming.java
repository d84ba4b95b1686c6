package org.belltower.voicexml;

import java.time.Duration;
import java.util.Optional;
import org.belltower.grammar.Key;

/**
 * The timers that end the entry of keys. Immutable. Spec: VoiceXML 2.0 §6.3.3, appendix D.
 *
 * @param interdigit how long to wait for another key while the grammars need one
 * @param term how long to wait once the grammars allow nothing but the terminating key
 * @param termChar the key that ends an entry, empty where no key does
 */
public record DtmfTiming(Duration interdigit, Duration term, Optional<Key> termChar) {
    /** The platform's defaults: 3 s, no wait, {@code #}. */
    public static final DtmfTiming DEFAULT =
            new DtmfTiming(Duration.ofSeconds(3), Duration.ZERO, Optional.of(Key.POUND));
}
