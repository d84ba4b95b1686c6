package org.belltower.grammar;

import java.net.URI;
import java.util.Optional;

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
            private final Optional<URI> from;

            /** From the address that was asked for. */
            public Content(byte[] bytes) {
                this(bytes, Optional.empty());
            }

            /** From where the address that was asked for led in the end; its own references start there. Spec: RFC 3986 §5.1.3. */
            public Content(byte[] bytes, URI from) {
                this(bytes, Optional.of(from));
            }

            private Content(byte[] bytes, Optional<URI> from) {
                this.bytes = bytes.clone();
                this.from = from;
            }

            /** Where it came from in the end; empty where that is the address that was asked for. */
            Optional<URI> from() {
                return from;
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
