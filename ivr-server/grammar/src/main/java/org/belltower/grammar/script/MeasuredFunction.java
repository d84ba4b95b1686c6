package org.belltower.grammar.script;

import java.io.Serial;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * A standard function that is given no more than the budget allows and pays for what it goes over and makes: its loops run
 * inside Rhino, where no instruction is counted. <i>Thread-safe.</i>
 */
final class MeasuredFunction extends BaseFunction {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What a call costs that the interpreter does not make itself, in instructions. */
    private static final int CALL = 10;

    /** Characters that a search compares in the time of an instruction. */
    private static final int COMPARED = 4_096;

    /** How many times the size a replacement may at most come to, counted before it is known how often it is put in. */
    private static final int REPLACED = 16;

    /** Functions whose first argument says how much comes of them. */
    private static final Set<String> GROWING = Set.of("repeat", "padStart", "padEnd");

    /** Functions that look for one text in another. */
    private static final Set<String> SEARCHING =
            Set.of("indexOf", "lastIndexOf", "includes", "split", "search", "match", "replace", "replaceAll");

    /** Functions that go over no more of their object than they give back. */
    private static final Set<String> PICKING = Set.of(
            "push",
            "pop",
            "at",
            "charAt",
            "charCodeAt",
            "codePointAt",
            "substring",
            "substr",
            "slice",
            "startsWith",
            "endsWith",
            "next");

    private final transient Function inner;
    private final String name;
    private final int size;

    private MeasuredFunction(Function inner, String name, Scriptable scope, @Nullable Scriptable prototype, int size) {
        super(scope, prototype);
        this.inner = inner;
        this.name = name;
        this.size = size;
    }

    /** Puts measured functions in place of these functions of an object. */
    static void wrap(ScriptableObject object, Set<String> names, Scriptable scope, ScriptBudget budget) {
        for (String name : names) {
            if (StandardObjects.member(object, name) instanceof Function function
                    && (object.getAttributes(name) & ScriptableObject.READONLY) == 0) {
                int attributes = object.getAttributes(name);
                object.defineProperty(name, of(function, name, scope, budget.size()), attributes);
            }
        }
    }

    private static MeasuredFunction of(Function function, String name, Scriptable scope, int size) {
        return new MeasuredFunction(function, name, scope, function.getPrototype(), size);
    }

    @Override
    public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
        boolean over = over(self, size);
        long cost = CALL + (PICKING.contains(name) ? 0 : cost(self));
        for (Object argument : arguments) {
            over |= over(argument, size);
            cost += cost(argument);
        }
        if (over || grows(self, arguments)) {
            throw new ScriptContexts.BudgetExceeded(name + " was given more than " + size + " elements or characters");
        }
        ScriptContexts.charge(context, cost + compared(self, arguments));
        Object result = inner.call(context, scope, self, measured(arguments, scope));
        if (!Objects.equals(result, self)) {
            ScriptContexts.charge(context, made(result));
        }
        return result;
    }

    /** Whether more would come of it than the size, as far as the arguments tell. */
    private boolean grows(Scriptable self, Object[] arguments) {
        if (GROWING.contains(name) && arguments.length > 0) {
            double length = name.equals("repeat") ? Math.max(1, self.toString().length()) : 1;
            return Context.toNumber(arguments[0]) * length > size;
        }
        if (name.equals("join") || name.equals("toString") || name.equals("toLocaleString")) {
            return self instanceof NativeArray array && joined(array, arguments) > size;
        }
        if (name.startsWith("replace") && arguments.length > 1 && arguments[1] instanceof CharSequence by) {
            long whole = length(self);
            long quoted = by.chars().filter(c -> c == '$').count() * whole;
            return whole > 0 && (double) whole * (by.length() + quoted) > (double) size * REPLACED;
        }
        return false;
    }

    private double joined(NativeArray array, Object[] arguments) {
        double length = arguments.length > 0 && arguments[0] instanceof CharSequence between
                ? (double) between.length() * array.getLength()
                : array.getLength();
        for (int i = 0; i < array.getLength() && length <= size; i++) {
            length += array.get(i, array) instanceof CharSequence text ? text.length() : 1;
        }
        return length;
    }

    /** At worst a search compares the whole sought text at each place. */
    private long compared(Scriptable self, Object[] arguments) {
        return SEARCHING.contains(name) && arguments.length > 0 && arguments[0] instanceof CharSequence sought
                ? length(self) * sought.length() / COMPARED
                : 0;
    }

    /** What a function hands to a replacement goes into a text that nobody sees before it is whole. */
    private Object[] measured(Object[] arguments, Scriptable scope) {
        if (name.startsWith("replace") && arguments.length > 1 && arguments[1] instanceof Function replacement) {
            Object[] measured = arguments.clone();
            measured[1] = of(replacement, "replacement", scope, size);
            return measured;
        }
        return arguments;
    }

    private long cost(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            // Data takes a multiple of its text.
            return name.equals("parse") ? text.length() : ScriptContexts.cost(text);
        }
        return value instanceof Scriptable object ? length(object) / 16 : 0;
    }

    private static long made(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> ScriptContexts.cost(text);
            case NativeArray array -> array.getLength();
            case null, default -> 0;
        };
    }

    /** Of a text or an array, in characters or elements; 0 of all else. */
    private static long length(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> text.length();
            case NativeArray array -> array.getLength();
            case Scriptable object
            when object.getClassName().equals("String") ->
                object.get("length", object) instanceof Number length ? length.longValue() : 0;
            case null, default -> 0;
        };
    }

    /** Whether a value counts as a text or list of too much. */
    static boolean over(@Nullable Object value, int size) {
        return switch (value) {
            case CharSequence text -> text.length() < 0 || text.length() > size;
            case Scriptable object ->
                object.has("length", object)
                        && object.get("length", object) instanceof Number length
                        && length.doubleValue() > size;
            case null, default -> false;
        };
    }

    @Override
    public String getFunctionName() {
        return name;
    }

    @Override
    public int getLength() {
        return inner instanceof BaseFunction function ? function.getLength() : 0;
    }
}
