package org.belltower.grammar;

/**
 * What an author says about a grammar. <i>Immutable.</i>
 *
 * <p>Spec: SRGS 1.0 §4.11.1.
 *
 * @param name of the entry, for {@link Kind#HTTP_EQUIV} that of an HTTP header
 */
public record MetaEntry(Kind kind, String name, String content) {
    /** Which of the two attributes carries the name. */
    public enum Kind {
        NAME,
        HTTP_EQUIV
    }
}
