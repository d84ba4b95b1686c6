package org.belltower.grammar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a match means, without the values that only scripts can make: of a {@link ScriptValue} an array comes out as an object
 * with its indices and {@code length}, null and undefined as an object without properties, and a property that holds one
 * of them is left out. <i>Immutable.</i> {@link Match#meaning} has them all.
 *
 * <p>Spec: VoiceXML 2.0 §3.1.5.
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

    /** The value without what this type does not have. */
    static SemanticValue of(ScriptValue value) {
        return switch (value) {
            case ScriptValue.Undefined _, ScriptValue.Null _ -> new Structure(new LinkedHashMap<>());
            case ScriptValue.Truth(boolean truth) -> new Truth(truth);
            case ScriptValue.Numeric(double number) -> new Numeric(number);
            case ScriptValue.Text(var text) -> new Text(text);
            case ScriptValue.Array(var elements) -> {
                var properties = new LinkedHashMap<String, SemanticValue>();
                for (int i = 0; i < elements.size(); i++) {
                    put(properties, String.valueOf(i), elements.get(i));
                }
                properties.put("length", new Numeric(elements.size()));
                yield new Structure(properties);
            }
            case ScriptValue.Structure(var inner) -> {
                var properties = new LinkedHashMap<String, SemanticValue>();
                inner.forEach((name, property) -> put(properties, name, property));
                yield new Structure(properties);
            }
        };
    }

    private static void put(SequencedMap<String, SemanticValue> properties, String name, ScriptValue value) {
        if (!(value instanceof ScriptValue.Undefined) && !(value instanceof ScriptValue.Null)) {
            properties.put(name, of(value));
        }
    }
}
