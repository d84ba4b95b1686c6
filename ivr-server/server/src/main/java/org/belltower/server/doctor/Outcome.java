package org.belltower.server.doctor;

/** How one look at the machine came out. <em>Immutable.</em> */
public sealed interface Outcome {
    /** What was seen, in one line. */
    String seen();

    /** As it should be. */
    record Ok(String seen) implements Outcome {}

    /** The server runs, but something is lacking or in the way. */
    record Warning(String seen, String remedy) implements Outcome {}

    /** The server does not run without it. */
    record Missing(String seen, String remedy) implements Outcome {}
}
