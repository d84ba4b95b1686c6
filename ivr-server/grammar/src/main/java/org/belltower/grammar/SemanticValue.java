package org.belltower.grammar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a match means, as plain data: an ECMAScript engine can take it over, but none is needed here. <i>Immutable.</i>
 *
 * <p>Spec: SISR 1.0 §3; VoiceXML 2.0 §3.1.5.
 */
public sealed interface SemanticValue {
    record Text(String value) implements SemanticValue {}

    /** An ECMAScript number; money is never one, it stays {@link Text}. */
    record Numeric(double value) implements SemanticValue {}

    record Truth(boolean value) implements SemanticValue {}

    /** An object with named properties, in order. */
    record Structure(SequencedMap<String, SemanticValue> properties) implements SemanticValue {
        public Structure {
            properties = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(properties));
        }
    }
}
