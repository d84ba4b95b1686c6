package org.belltower.grammar.script;

import java.io.Serial;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;

/**
 * {@code JSON.stringify} that pays for each value: an object that stands in many places is written out in each of them, so that a
 * few lines make a text without end. <i>Thread-safe.</i>
 */
final class MeasuredJson extends BaseFunction {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int VALUE = 10;

    private final transient Function inner;

    MeasuredJson(Function inner, Scriptable scope) {
        super(scope, inner.getPrototype());
        this.inner = inner;
    }

    @Override
    public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
        Object value = arguments.length > 0 ? arguments[0] : Undefined.instance;
        Object chosen = arguments.length > 1 ? arguments[1] : Undefined.instance;
        Object indent = arguments.length > 2 ? arguments[2] : Undefined.instance;
        return inner.call(context, scope, self, new Object[] {value, new Paying(chosen, scope), indent});
    }

    @Override
    public String getFunctionName() {
        return "stringify";
    }

    @Override
    public int getLength() {
        return 3;
    }

    /** The replacer that sees each value; does what the script's own replacer does besides. Confined to one call. */
    private static final class Paying extends BaseFunction {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient @Nullable Object chosen;
        private final transient Set<String> names = new HashSet<>();

        /**
         * With the script's replacer.
         *
         * @param chosen a function, an array of names, or anything else that stands for all
         */
        Paying(@Nullable Object chosen, Scriptable scope) {
            super(scope, getFunctionPrototype(scope));
            this.chosen = chosen;
            if (chosen instanceof NativeArray array) {
                for (int i = 0; i < array.getLength(); i++) {
                    names.add(ScriptRuntime.toString(array.get(i, array)));
                }
            }
        }

        @Override
        public Object call(Context context, Scriptable scope, Scriptable holder, Object[] given) {
            Object value = given[1];
            ScriptContexts.charge(
                    context, VALUE + (value instanceof CharSequence text ? ScriptContexts.cost(text) : 0));
            String name = ScriptRuntime.toString(given[0]);
            return switch (chosen) {
                case Function replacer -> replacer.call(context, scope, holder, given);
                case NativeArray array
                when !name.isEmpty() && !(holder instanceof NativeArray) && !names.contains(name) -> Undefined.instance;
                case null, default -> value;
            };
        }
    }
}
