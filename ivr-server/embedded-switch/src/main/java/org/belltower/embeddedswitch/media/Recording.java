package org.belltower.embeddedswitch.media;

/** A running recording. *Thread-safe.* */
public interface Recording {
    /** Ends it; the file is complete when {@link RecordingEnd} is reported. Without effect when it has ended. */
    void stop();

    /** Leaves out what comes until {@link #resume}: the file has no trace of it. For what a caller keys as a secret. */
    void pause();

    void resume();
}
