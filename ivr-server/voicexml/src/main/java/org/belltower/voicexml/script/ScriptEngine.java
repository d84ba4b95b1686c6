package org.belltower.voicexml.script;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.belltower.voicexml.markup.Position;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * Compiles expressions and opens script sessions. Thread-safe; one for the whole server.
 *
 * <p>The standard objects exist once, sealed, and all sessions share them: a session owns only its own variables.
 */
public final class ScriptEngine {
    private static final String FREEZE = """
            (function freeze(value) {
                if (typeof value === 'object' && value !== null) {
                    Object.freeze(value);
                    for (var key in value) { freeze(value[key]); }
                }
                return value;
            })""";

    private final ScriptContexts contexts;
    private final ScriptableObject standard;
    private final Function freeze;

    public ScriptEngine(ScriptBudget budget) {
        this.contexts = new ScriptContexts(budget);
        try (Context context = contexts.enterContext()) {
            this.standard = context.initSafeStandardObjects(new NativeObject(), false);
            // Standard objects load on first use; here is the last moment when only one thread can see them.
            for (Object id : standard.getAllIds()) {
                standard.get(id.toString(), standard);
            }
            for (String name : new String[] {"Array", "String"}) {
                var type = (ScriptableObject) standard.get(name, standard);
                MeasuredFunction.wrapAll(type, standard, budget.size());
                MeasuredFunction.wrapAll((ScriptableObject) type.get("prototype", type), standard, budget.size());
            }
            this.freeze = (Function) context.evaluateString(standard, FREEZE, "freeze", 1, null);
            sealAll(standard);
        }
    }

    /** Seals all that scripts can reach from an object, so that no session changes what another one sees. */
    private static void sealAll(ScriptableObject root) {
        Set<ScriptableObject> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<ScriptableObject> todo = new ArrayDeque<>(List.of(root));
        while (!todo.isEmpty()) {
            ScriptableObject object = todo.pop();
            if (!seen.add(object)) {
                continue;
            }
            for (Object id : object.getAllIds()) {
                if (id instanceof String name && value(object, name) instanceof ScriptableObject inner) {
                    todo.push(inner);
                }
            }
            if (object.getPrototype() instanceof ScriptableObject prototype) {
                todo.push(prototype);
            }
            object.sealObject();
        }
    }

    private static Object value(ScriptableObject object, String name) {
        try {
            return object.get(name, object);
        } catch (EcmaError e) {
            // A getter, such as the size of a set, answers for sets only: there is no object behind it to seal.
            return Undefined.instance;
        }
    }

    /** Compiles an expression, as in {@code expr} and {@code cond}. */
    public Expression expression(String source, Position position) {
        // In parentheses, an object literal is an expression and not a block. The line breaks end a trailing comment.
        return compile("(\n" + source + "\n)", source, position);
    }

    /** Compiles statements, as in {@code <script>}. */
    public Expression program(String source, Position position) {
        return compile(source, source, position);
    }

    /** Compiles {@code target = (source)}. */
    public Expression assignment(String target, String source, Position position) {
        return compile(target + " = (\n" + source + "\n)", source, position);
    }

    /** Opens the scripts of one call on this thread; they are closed on this thread. */
    public ScriptSession open() {
        return new ScriptSession(contexts.enterContext(), standard, freeze, contexts.size());
    }

    private Expression compile(String text, String source, Position position) {
        try (Context context = contexts.enterContext()) {
            Script script = context.compileString(text, position.file(), position.line(), null);
            return new Expression(source, position, script, "");
        } catch (RhinoException e) {
            return new Expression(source, position, null, e.details());
        } catch (StackOverflowError e) {
            return new Expression(source, position, null, "the expression nests too deep");
        }
    }
}
