package org.belltower.voicexml.script;

import java.math.BigInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;

/**
 * Variables as JSON text and back. Confined to the call's thread; reading a value may run a script, so {@link ScriptSession} guards it.
 *
 * <p>Kept are undefined, null, truths, numbers, texts, dates, arrays and plain objects; a value in two places becomes two. What JSON
 * has no word for is an object with the one member {@code $}. Functions are left out, since the document declares them anew. A
 * recording, an XML document or data that nests too deep or is too long cannot be kept.
 */
final class KeptValues {
    private static final String TAG = "$";
    private static final String UNDEFINED = "undefined";
    private static final String NUMBER = "number";
    private static final String DATE = "date";
    private static final int DEEPEST = 16;
    /** Characters of all variables of a scope. */
    private static final int LONGEST = 128 * 1024;

    private final Predicate<String> secret;
    private final StringBuilder out = new StringBuilder();

    private KeptValues(Predicate<String> secret) {
        this.secret = secret;
    }

    /**
     * The variables of a scope, in braces; empty text where one of them cannot be kept.
     *
     * @param leftOut names of variables that are not kept
     * @param secret whether a text tells a secret: in its place stands undefined
     */
    static String of(VariableScope scope, Predicate<String> leftOut, Predicate<String> secret) {
        var kept = new KeptValues(secret);
        kept.out.append('{');
        for (String name : scope.names()) {
            Object value = scope.get(name);
            if (!leftOut.test(name) && !(value instanceof Function)) {
                kept.name(name);
                if (!kept.write(value, 0)) {
                    return "";
                }
            }
        }
        return kept.out.append('}').toString();
    }

    private void name(String name) {
        if (out.charAt(out.length() - 1) != '{') {
            out.append(',');
        }
        out.append(quoted(name)).append(':');
    }

    private boolean write(@Nullable Object value, int depth) {
        if (depth > DEEPEST || out.length() > LONGEST) {
            return false;
        }
        switch (value) {
            case null -> out.append("null");
            case Boolean truth -> out.append(truth.booleanValue());
            case BigInteger _ -> {
                return false;
            }
            case Number number -> write(number.doubleValue());
            case CharSequence text -> {
                String plain = text.toString();
                if (secret.test(plain)) {
                    tagged(UNDEFINED, "");
                } else {
                    out.append(quoted(plain));
                }
            }
            case NativeArray array -> {
                return elements(array, depth);
            }
            case NativeObject object -> {
                return members(object, depth);
            }
            default -> {
                return other(value);
            }
        }
        return true;
    }

    private boolean other(Object value) {
        if (Undefined.isUndefined(value) || Scriptable.NOT_FOUND.equals(value)) {
            tagged(UNDEFINED, "");
            return true;
        }
        if (value instanceof Scriptable object && object.getClassName().equals("Date")) {
            tagged(DATE, ScriptRuntime.toString(ScriptRuntime.toNumber(value)));
            return true;
        }
        return false;
    }

    private void write(double number) {
        String text = ScriptRuntime.toString(number);
        if (secret.test(text)) {
            tagged(UNDEFINED, "");
        } else if (Double.isFinite(number)) {
            out.append(text);
        } else {
            tagged(NUMBER, text);
        }
    }

    private boolean elements(NativeArray array, int depth) {
        if (array.getLength() > LONGEST) {
            return false;
        }
        out.append('[');
        for (int i = 0; i < array.getLength(); i++) {
            if (i > 0) {
                out.append(',');
            }
            if (!write(array.get(i, array), depth + 1)) {
                return false;
            }
        }
        out.append(']');
        return true;
    }

    private boolean members(NativeObject object, int depth) {
        if (object.has(TAG, object)) {
            return false;
        }
        out.append('{');
        for (Object id : object.getIds()) {
            name(id.toString());
            Object value = id instanceof Integer index ? object.get(index, object) : object.get(id.toString(), object);
            if (!write(value, depth + 1)) {
                return false;
            }
        }
        out.append('}');
        return true;
    }

    private void tagged(String kind, String text) {
        out.append("{\"" + TAG + "\":")
                .append(quoted(kind))
                .append(",\"is\":")
                .append(quoted(text))
                .append('}');
    }

    /** Declares in a scope what {@link #of} has kept of one. */
    static void restore(Object kept, VariableScope scope, Context context) {
        if (kept instanceof NativeObject variables) {
            for (Object id : variables.getIds()) {
                String name = id.toString();
                Scriptable target = scope.object();
                target.put(name, target, value(variables.get(name, variables), target, context));
            }
        }
    }

    private static @Nullable Object value(@Nullable Object kept, Scriptable scope, Context context) {
        if (kept instanceof NativeArray array) {
            var elements = new Object[Math.toIntExact(array.getLength())];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = value(array.get(i, array), scope, context);
            }
            return context.newArray(scope, elements);
        }
        if (kept instanceof NativeObject object) {
            return object.has(TAG, object)
                    ? untagged(text(object, TAG), text(object, "is"), scope, context)
                    : copy(object, scope, context);
        }
        return kept;
    }

    private static Object copy(NativeObject object, Scriptable scope, Context context) {
        Scriptable copy = context.newObject(scope);
        for (Object id : object.getIds()) {
            if (id instanceof Integer index) {
                copy.put(index, copy, value(object.get(index, object), scope, context));
            } else {
                copy.put(id.toString(), copy, value(object.get(id.toString(), object), scope, context));
            }
        }
        return copy;
    }

    private static Object untagged(String kind, String text, Scriptable scope, Context context) {
        return switch (kind) {
            case NUMBER -> ScriptRuntime.toNumber(text);
            case DATE -> context.newObject(scope, "Date", new Object[] {ScriptRuntime.toNumber(text)});
            default -> Undefined.instance;
        };
    }

    private static String text(NativeObject object, String member) {
        return Context.toString(object.get(member, object));
    }

    /** A text as JSON has it. */
    static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
