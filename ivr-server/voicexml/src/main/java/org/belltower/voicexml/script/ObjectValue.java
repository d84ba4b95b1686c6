package org.belltower.voicexml.script;

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

    /** What scripts see. */
    public Object value() {
        return object;
    }
}
