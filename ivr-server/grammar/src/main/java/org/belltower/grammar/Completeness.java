package org.belltower.grammar;

/**
 * How far words have come on the way to a match. Which silence ends them follows from it. <i>Immutable.</i>
 *
 * <p>Spec: VoiceXML 2.0 §6.3.2 (completetimeout, incompletetimeout).
 */
public enum Completeness {
    /** Not accepted, whatever may follow. */
    NO_MATCH,
    /** Not accepted yet; further words may lead to a match. */
    INCOMPLETE,
    /** Accepted, and further words may lead to a longer match. */
    EXTENSIBLE,
    /** Accepted, and no further word can be. */
    CLOSED
}
