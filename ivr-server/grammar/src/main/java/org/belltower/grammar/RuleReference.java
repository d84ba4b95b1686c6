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
    record External(URI document, Optional<String> rule, Optional<String> type) implements RuleReference {}

    /** {@code NULL}: matched without anything said. */
    record Nothing() implements RuleReference {}

    /** {@code VOID}: never matched. */
    record Never() implements RuleReference {}

    /** {@code GARBAGE}: matched by anything. */
    record Anything() implements RuleReference {}
}
