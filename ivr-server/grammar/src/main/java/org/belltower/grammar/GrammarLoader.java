package org.belltower.grammar;

import java.net.URI;

/**
 * Brings the documents that a grammar refers to; given by whoever knows what may be fetched. Called on the thread that
 * compiles, once a document and compilation.
 */
@FunctionalInterface
public interface GrammarLoader {
    Loaded load(URI document);

    /** What came of it. */
    sealed interface Loaded {
        /** The document, in either form. */
        final class Content implements Loaded {
            private final byte[] bytes;

            public Content(byte[] bytes) {
                this.bytes = bytes.clone();
            }

            public byte[] bytes() {
                return bytes.clone();
            }
        }

        /**
         * Not to be had.
         *
         * @param reason for the author, as {@code HTTP 404}
         */
        record Missing(String reason) implements Loaded {}
    }

    /** Refuses every reference to another document. */
    static GrammarLoader none() {
        return document -> new Loaded.Missing("references to other documents are not allowed here");
    }
}
