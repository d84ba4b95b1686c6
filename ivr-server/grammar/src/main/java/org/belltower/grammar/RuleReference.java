package org.belltower.grammar;

import java.net.URI;
import java.util.Optional;

/**
 * Where a reference leads. <i>Immutable.</i>
 *
 * <p>Spec: SRGS 1.0 §2.2.
 */
public sealed interface RuleReference {
    /** A rule of the same document. */
    record Local(String rule) implements RuleReference {}

    /**
     * A rule of another document, or its root rule.
     *
     * @param document absolute where the referring document's own address is; without fragment
     * @param rule the fragment; empty means the root rule
     * @param type the media type that the author gives
     */
    record External(URI document, Optional<String> rule, Optional<String> type) implements RuleReference {
        /** The address as it stands in a reference. */
        String address() {
            return document + rule.map(name -> "#" + name).orElse("");
        }

        /** The reference of an address relative to a document; empty where the text is no address. */
        static Optional<External> of(URI base, String text, Optional<String> type) {
            return ExpansionReader.resolve(base, text).map(uri -> {
                String whole = uri.toString();
                int hash = whole.indexOf('#');
                return hash < 0
                        ? new External(uri, Optional.empty(), type)
                        : new External(
                                URI.create(whole.substring(0, hash)),
                                Optional.of(uri.getFragment()).filter(rule -> !rule.isEmpty()),
                                type);
            });
        }
    }

    /** {@code NULL}: matched without anything said. */
    record Nothing() implements RuleReference {}

    /** {@code VOID}: never matched. */
    record Never() implements RuleReference {}

    /** {@code GARBAGE}: matched by anything. */
    record Anything() implements RuleReference {}
}
