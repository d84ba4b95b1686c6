package org.belltower.grammar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;

/** Takes values out of ECMAScript. <i>Confined to one run of scripts.</i> */
final class ScriptValues {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_PARTS = 10_000;
    private static final int MAX_TEXT = 100_000;

    private int parts;
    private int characters;

    /** More than a result may hold, or an object that holds itself. */
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String what) {
            super(what, null, false, false);
        }
    }

    ScriptValue of(Object value) {
        return of(value, 0);
    }

    private ScriptValue of(Object value, int depth) {
        parts++;
        if (parts > MAX_PARTS || depth > MAX_DEPTH) {
            throw new TooLargeException("the result holds itself, or more than " + MAX_PARTS + " values");
        }
        if (Undefined.isUndefined(value) || value instanceof Callable || Scriptable.NOT_FOUND.equals(value)) {
            return new ScriptValue.Undefined();
        }
        return switch (value) {
            case null -> new ScriptValue.Null();
            case CharSequence text -> text(text);
            case Number number -> new ScriptValue.Numeric(number.doubleValue());
            case Boolean truth -> new ScriptValue.Truth(truth);
            case NativeArray array -> array(array, depth);
            case Scriptable object -> object(object, depth);
            default -> text(Context.toString(value));
        };
    }

    private ScriptValue text(CharSequence text) {
        characters += Math.max(0, text.length());
        if (text.length() < 0 || characters > MAX_TEXT) {
            throw new TooLargeException("the result holds more than " + MAX_TEXT + " characters");
        }
        return new ScriptValue.Text(text.toString());
    }

    private ScriptValue array(NativeArray array, int depth) {
        if (array.getLength() > MAX_PARTS) {
            throw new TooLargeException("the result holds more than " + MAX_PARTS + " values");
        }
        List<ScriptValue> elements = new ArrayList<>();
        for (int i = 0; i < array.getLength(); i++) {
            elements.add(of(array.get(i, array), depth + 1));
        }
        return new ScriptValue.Array(elements);
    }

    private ScriptValue object(Scriptable object, int depth) {
        switch (object.getClassName()) {
            case "String", "Date", "RegExp" -> {
                return text(Context.toString(object));
            }
            case "Number" -> {
                return new ScriptValue.Numeric(Context.toNumber(object));
            }
            case "Boolean" -> {
                return new ScriptValue.Truth(Boolean.TRUE.equals(object.getDefaultValue(Boolean.class)));
            }
            default -> {}
        }
        var properties = new LinkedHashMap<String, ScriptValue>();
        for (Object id : object.getIds()) {
            Object inner = id instanceof Integer index ? object.get(index, object) : object.get(id.toString(), object);
            if (!(inner instanceof Callable)) {
                properties.put(id.toString(), of(inner, depth + 1));
            }
        }
        return new ScriptValue.Structure(properties);
    }
}
