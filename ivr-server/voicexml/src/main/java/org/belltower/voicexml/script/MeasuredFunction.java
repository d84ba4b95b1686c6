package org.belltower.voicexml.script;

import java.io.Serial;
import java.util.Set;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * A standard function that is given no more than the budget allows: its loops run inside Rhino, where no instruction is
 * counted. Thread-safe.
 */
final class MeasuredFunction extends BaseFunction {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Functions whose first argument says how much comes of them. */
    private static final Set<String> GROWING = Set.of("repeat", "padStart", "padEnd");

    private final transient Function inner;
    private final String name;
    private final int size;

    private MeasuredFunction(Function inner, String name, Scriptable scope, Scriptable prototype, int size) {
        super(scope, prototype);
        this.inner = inner;
        this.name = name;
        this.size = size;
    }

    /** Puts measured functions in place of all functions of an object, except its constructor. */
    static void wrapAll(ScriptableObject object, Scriptable scope, int size) {
        for (Object id : object.getAllIds()) {
            if (id instanceof String name
                    && !name.equals("constructor")
                    && object.get(name, object) instanceof Function function
                    && (object.getAttributes(name) & ScriptableObject.READONLY) == 0) {
                int attributes = object.getAttributes(name);
                var measured = new MeasuredFunction(function, name, scope, function.getPrototype(), size);
                object.defineProperty(name, measured, attributes);
            }
        }
    }

    /** Whether a text or list is longer than that. */
    static boolean over(Object value, int size) {
        return switch (value) {
            case null -> false;
            case CharSequence text -> text.length() < 0 || text.length() > size;
            case Scriptable object ->
                object.has("length", object)
                        && object.get("length", object) instanceof Number length
                        && length.doubleValue() > size;
            default -> false;
        };
    }

    @Override
    public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
        boolean over = over(self, size);
        for (Object argument : arguments) {
            over |= over(argument, size);
        }
        if (!over && GROWING.contains(name) && arguments.length > 0) {
            double length = name.equals("repeat") ? Math.max(1, self.toString().length()) : 1;
            over = Context.toNumber(arguments[0]) * length > size;
        }
        if (over) {
            throw new ScriptContexts.BudgetExceeded(name + " is given more than " + size + " characters or elements");
        }
        return inner.call(context, scope, self, arguments);
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
