package org.belltower.voicexml.script;

import org.belltower.voicexml.markup.Position;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;

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
            this.standard = context.initSafeStandardObjects(new NativeObject(), true);
            // Standard objects load on first use; here is the last moment when only one thread can see them.
            for (Object id : standard.getAllIds()) {
                standard.get(id.toString(), standard);
            }
            this.freeze = (Function) context.evaluateString(standard, FREEZE, "freeze", 1, null);
            standard.sealObject();
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
        return new ScriptSession(contexts.enterContext(), standard, freeze);
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
