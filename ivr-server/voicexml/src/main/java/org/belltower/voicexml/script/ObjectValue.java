package org.belltower.voicexml.script;

import java.util.Optional;
import org.mozilla.javascript.Scriptable;

/** An ECMAScript object under construction. Confined to the call's thread. */
public final class ObjectValue {
    private final Scriptable object;

    ObjectValue(Scriptable object) {
        this.object = object;
    }

    public ObjectValue with(String name, Object value) {
        object.put(name, object, value);
        return this;
    }

    /** A property of a value that may be an object; empty where it is none or has no such property. */
    public static Optional<Object> property(Object value, String name) {
        return value instanceof Scriptable object && object.has(name, object)
                ? Optional.of(object.get(name, object))
                : Optional.empty();
    }

    /** What scripts see. */
    public Object value() {
        return object;
    }
}
