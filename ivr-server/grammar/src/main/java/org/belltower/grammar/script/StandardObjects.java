package org.belltower.grammar.script;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * The objects that ECMAScript gives scripts, of which scripts see those that are named here, whatever the engine has besides:
 * memory that no budget counts, such as {@code ArrayBuffer}, and arithmetic without end, such as {@code BigInt}.
 *
 * <p>Their functions are {@link MeasuredFunction measured}. Not there are those that go through an object without end and cannot be
 * measured ({@code flat}, {@code flatMap}, {@code toSource}), and what would let one run change what another one sees.
 */
public final class StandardObjects {
    /**
     * Spec: ECMAScript Compact Profile (ECMA-327); {@code eval} is left out as the profile allows. {@code InternalError} is what a
     * script catches where the engine itself refuses, such as a change of a sealed object.
     */
    public static final Set<String> COMPACT = Set.of(
            "Object",
            "Array",
            "String",
            "Number",
            "Boolean",
            "Math",
            "Date",
            "RegExp",
            "Function",
            "Error",
            "EvalError",
            "InternalError",
            "RangeError",
            "ReferenceError",
            "SyntaxError",
            "TypeError",
            "URIError",
            "NaN",
            "Infinity",
            "undefined",
            "parseInt",
            "parseFloat",
            "isNaN",
            "isFinite",
            "decodeURI",
            "decodeURIComponent",
            "encodeURI",
            "encodeURIComponent");

    private static final Set<String> WITHHELD = Set.of("flat", "flatMap", "toSource", "getOwnPropertySymbols");

    private static final Set<String> FUNCTIONS = Set.of(
            "parseInt",
            "parseFloat",
            "decodeURI",
            "decodeURIComponent",
            "encodeURI",
            "encodeURIComponent",
            "escape",
            "unescape");

    /** Objects that no name leads to, but a script's values do. */
    private static final List<String> UNNAMED = List.of(
            "[][Symbol.iterator]()",
            "''[Symbol.iterator]()",
            "new Map().entries()",
            "new Set().values()",
            "''.matchAll(/x/g)",
            "(function* () {})()");

    private StandardObjects() {}

    /**
     * Makes them, sealed, so that all runs may share them.
     *
     * @param context of the {@link ScriptContexts} whose runs are to see them
     * @param further names beyond those of the compact profile
     */
    public static ScriptableObject sealed(Context context, ScriptBudget budget, Set<String> further) {
        ScriptableObject objects = context.initSafeStandardObjects(new NativeObject(), false);
        // Standard objects load on first use; here is the last moment when only one thread can see them.
        for (Object id : objects.getAllIds()) {
            objects.get(id.toString(), objects);
        }
        var roots = new ArrayDeque<ScriptableObject>(List.of(objects));
        for (String unnamed : UNNAMED) {
            if (context.evaluateString(objects, unnamed, "standard", 1, null) instanceof Scriptable object
                    && object.getPrototype() instanceof ScriptableObject prototype) {
                MeasuredFunction.wrap(prototype, Set.of("next"), objects, budget);
                roots.push(prototype);
            }
        }
        for (Object id : objects.getAllIds()) {
            String name = id.toString();
            if (!COMPACT.contains(name) && !further.contains(name)) {
                objects.delete(name);
            }
        }
        measure(objects, budget);
        sealAll(roots);
        return objects;
    }

    private static void measure(ScriptableObject objects, ScriptBudget budget) {
        for (String name : names(objects)) {
            if (member(objects, name) instanceof ScriptableObject type) {
                withhold(type);
                if (member(type, "prototype") instanceof ScriptableObject prototype) {
                    withhold(prototype);
                }
            }
        }
        MeasuredFunction.wrap(objects, FUNCTIONS, objects, budget);
        for (String name : new String[] {"Array", "String"}) {
            var type = (ScriptableObject) objects.get(name, objects);
            MeasuredFunction.wrap(type, functions(type), objects, budget);
            var prototype = (ScriptableObject) type.get("prototype", type);
            MeasuredFunction.wrap(prototype, functions(prototype), objects, budget);
        }
        var type = (ScriptableObject) objects.get("Object", objects);
        MeasuredFunction.wrap(type, functions(type), objects, budget);
        var function = (ScriptableObject) objects.get("Function", objects);
        MeasuredFunction.wrap((ScriptableObject) function.get("prototype", function), Set.of("apply"), objects, budget);
        if (member(objects, "JSON") instanceof ScriptableObject json) {
            MeasuredFunction.wrap(json, Set.of("parse"), objects, budget);
            if (member(json, "stringify") instanceof Function stringify) {
                json.defineProperty("stringify", new MeasuredJson(stringify, objects), ScriptableObject.DONTENUM);
            }
        }
    }

    private static void withhold(ScriptableObject object) {
        WITHHELD.forEach(object::delete);
    }

    /** All but what leads to a constructor and back. */
    private static Set<String> functions(ScriptableObject object) {
        Set<String> names = new HashSet<>(names(object));
        names.remove("constructor");
        names.remove("prototype");
        return names;
    }

    private static Set<String> names(ScriptableObject object) {
        return Arrays.stream(object.getAllIds())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.toSet());
    }

    /** A member of an object; undefined where it is a getter, such as the size of a set, which answers for sets only. */
    static @Nullable Object member(ScriptableObject object, String name) {
        try {
            return object.get(name, object);
        } catch (EcmaError e) {
            return Undefined.instance;
        }
    }

    /** Seals all that scripts can reach, so that no run changes what another one sees. */
    private static void sealAll(Deque<ScriptableObject> roots) {
        Set<ScriptableObject> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<ScriptableObject> todo = new ArrayDeque<>(roots);
        while (!todo.isEmpty()) {
            ScriptableObject object = todo.pop();
            if (!seen.add(object)) {
                continue;
            }
            for (String name : names(object)) {
                if (member(object, name) instanceof ScriptableObject inner) {
                    todo.push(inner);
                }
            }
            if (object.getPrototype() instanceof ScriptableObject prototype) {
                todo.push(prototype);
            }
            object.sealObject();
        }
    }
}
