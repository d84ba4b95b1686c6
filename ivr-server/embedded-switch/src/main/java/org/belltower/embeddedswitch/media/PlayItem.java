package org.belltower.embeddedswitch.media;

import java.time.Duration;
import org.belltower.audio.ToneScript;

/** Something to play. *Immutable.* */
public sealed interface PlayItem {
    /** A clip of the {@link ClipCache}, whole. */
    record ClipItem(Clip clip) implements PlayItem {}

    /** Silence for a time. */
    record Silence(Duration length) implements PlayItem {
        public Silence {
            if (length.isNegative()) {
                throw new IllegalArgumentException("Silence has a length, not " + length);
            }
        }
    }

    /** Silence until stopped. */
    record EndlessSilence() implements PlayItem {}

    /** Tones of a script, with its loops. */
    record Tones(ToneScript script) implements PlayItem {}
}
