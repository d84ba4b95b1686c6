package org.belltower.prompt.readout;

/** What a readout makes of a value. <em>Immutable.</em> */
public sealed interface Reading {

    /** The words that say the value exactly; no digit is among them. */
    record Words(String text) implements Reading {}

    /**
     * The value has no exact words, so nothing may be said.
     *
     * @param reason what is wrong and what is expected, one line, without the value itself (it may be a secret)
     */
    record Refused(String reason) implements Reading {}
}
