package org.belltower.voicexml.script;

import java.util.Optional;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

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

    /** A value that is an object, to be given further properties; empty where it is none. */
    public static Optional<ObjectValue> of(Object value) {
        return value instanceof Scriptable object ? Optional.of(new ObjectValue(object)) : Optional.empty();
    }

    /** A property by its path, such as {@code size} or {@code car.model}; empty where there is no such property. */
    public static Optional<Object> path(Object value, String path) {
        Optional<Object> whole = property(value, path);
        int dot = path.indexOf('.');
        if (whole.isPresent() || dot < 0) {
            return whole;
        }
        return property(value, path.substring(0, dot)).flatMap(inner -> path(inner, path.substring(dot + 1)));
    }

    /** A property of a value that may be an object; empty where it is none, or has no such property or null. */
    public static Optional<Object> property(Object value, String name) {
        return value instanceof Scriptable object && object.has(name, object)
                ? Optional.ofNullable(object.get(name, object))
                : Optional.empty();
    }

    /** Keeps scripts from changing it. */
    public ObjectValue sealed() {
        if (object instanceof ScriptableObject own) {
            own.sealObject();
        }
        return this;
    }

    /** What scripts see. */
    public Object value() {
        return object;
    }
}
