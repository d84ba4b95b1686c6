package org.belltower.embeddedswitch.media;

/** One list of items that plays or waits to. *Thread-safe.* */
public interface Playback {
    /** Ends it at the next tick as {@link PlaybackEnd.Reason#STOPPED}; without effect when it has ended. */
    void stop();

    /** Samples that have gone out by now; one frame more may, where it is stopped at this moment. */
    long samplesPlayed();
}
