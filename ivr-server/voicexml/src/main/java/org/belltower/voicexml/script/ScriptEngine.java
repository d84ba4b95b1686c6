package org.belltower.voicexml.script;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.grammar.script.ScriptBudget;
import org.belltower.grammar.script.ScriptContexts;
import org.belltower.grammar.script.StandardObjects;
import org.belltower.voicexml.markup.Position;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;

/**
 * Compiles expressions and opens script sessions. Thread-safe; one for the whole server.
 *
 * <p>The standard objects exist once, sealed, and all sessions share them: a session owns only its own variables.
 */
public final class ScriptEngine {
    private static final Set<String> FURTHER = Set.of("eval", "escape", "unescape", "JSON", "Map", "Set");

    /** The names of all standard objects that scripts of documents see. Spec: ECMA-262, third edition, §15; JSON and maps are ours. */
    public static final Set<String> NAMES =
            Stream.concat(StandardObjects.COMPACT.stream(), FURTHER.stream()).collect(Collectors.toUnmodifiableSet());

    private final ScriptContexts contexts;
    private final ScriptableObject standard;

    public ScriptEngine(ScriptBudget budget) {
        this.contexts = new ScriptContexts(budget);
        try (Context context = contexts.enterContext()) {
            this.standard = StandardObjects.sealed(context, budget, FURTHER);
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
        return new ScriptSession(
                contexts.enterContext(), standard, contexts.budget().size());
    }

    private Expression compile(String text, String source, Position position) {
        try (Context context = contexts.enterContext()) {
            ScriptContexts.refill(context);
            Script script = context.compileString(text, position.file(), position.line(), null);
            return new Expression(source, position, script, "");
        } catch (RhinoException e) {
            return new Expression(source, position, null, e.details());
        } catch (StackOverflowError e) {
            return new Expression(source, position, null, "the expression nests too deep");
        } catch (ScriptContexts.BudgetExceeded e) {
            return new Expression(source, position, null, "the expression is too long");
        } catch (RuntimeException e) {
            // Of some texts Rhino fails with an exception of its own insides; they are no ECMAScript.
            return new Expression(source, position, null, "the script engine cannot read it: " + e);
        }
    }
}
