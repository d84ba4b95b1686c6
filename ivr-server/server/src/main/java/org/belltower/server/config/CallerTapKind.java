package org.belltower.server.config;

/** How what callers say comes from the switch to the recogniser. */
public enum CallerTapKind {
    /** Files that grow: one thread for all calls. */
    FILE,
    /** FIFOs: nothing reaches a disk, and each call in which words are listened for has a thread. */
    FIFO
}
