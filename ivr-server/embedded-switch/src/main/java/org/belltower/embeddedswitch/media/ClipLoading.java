package org.belltower.embeddedswitch.media;

import java.nio.file.Path;

/** What became of a file that should be played. *Immutable.* */
public sealed interface ClipLoading {
    record Loaded(Clip clip) implements ClipLoading {}

    /** No file, no WAV, cut off, without samples, or too long: FreeSWITCH's {@code FILE NOT FOUND}. */
    record Unplayable(Path file, String reason) implements ClipLoading {}
}
