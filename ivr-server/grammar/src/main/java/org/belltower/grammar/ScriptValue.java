package org.belltower.grammar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * An ECMAScript value as plain data: whatever a rule's {@code out} can hold in the end. <i>Immutable.</i> Functions are left
 * out, as JSON leaves them out.
 *
 * <p>Spec: SISR 1.0 §3.2 and §7.
 */
public sealed interface ScriptValue {
    record Undefined() implements ScriptValue {}

    record Null() implements ScriptValue {}

    record Truth(boolean value) implements ScriptValue {}

    record Numeric(double value) implements ScriptValue {}

    record Text(String value) implements ScriptValue {}

    /** An array; holes are {@link Undefined}. */
    record Array(List<ScriptValue> elements) implements ScriptValue {
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** Any other object, with its own properties in order. */
    record Structure(SequencedMap<String, ScriptValue> properties) implements ScriptValue {
        public Structure {
            properties = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(properties));
        }
    }
}
