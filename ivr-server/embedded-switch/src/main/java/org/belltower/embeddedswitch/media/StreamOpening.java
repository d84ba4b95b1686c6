package org.belltower.embeddedswitch.media;

/** What became of the wish for a stream. *Immutable.* */
public sealed interface StreamOpening {
    /** A stream with its two ports bound; nothing flows before {@link MediaStream#start}. */
    record Opened(MediaStream stream) implements StreamOpening {}

    /** Every port pair of the range is in use: 503, cause 42. */
    record NoPorts(int firstPort, int lastPort, int inUse) implements StreamOpening {}

    /** The engine is closing. */
    record Closed() implements StreamOpening {}
}
