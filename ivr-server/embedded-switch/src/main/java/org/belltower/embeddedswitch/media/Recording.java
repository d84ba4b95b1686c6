package org.belltower.embeddedswitch.media;

/** A running recording. *Thread-safe.* */
public interface Recording {
    /** Ends it; the file is complete when {@link RecordingEnd} is reported. Without effect when it has ended. */
    void stop();

    /** Leaves out what comes until {@link #resume}: the file has no trace of it. */
    void pause();

    void resume();

    /** Has silence in place of what comes until {@link #unmask}; the file stays in time. For what a caller keys as a secret. */
    void mask();

    void unmask();
}
