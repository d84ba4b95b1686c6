package org.belltower.grammar.script;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;

/**
 * Compiles and runs scripts of authors. <i>Thread-safe.</i> The standard objects exist once, sealed, and all runs share
 * them; a run owns only the variables of the scopes that it makes.
 *
 * <p>Scripts see no Java class. A script that loops, nests its calls too deep, or hands a standard function more than the
 * {@link ScriptBudget} allows ends with a {@link ScriptFailedException}, which no script can catch.
 *
 * <p>Spec: ECMAScript Compact Profile (ECMA-327), whose {@link StandardObjects} scripts see.
 */
public final class ScriptSandbox {
    private final ScriptContexts contexts;
    private final ScriptableObject standard;

    public ScriptSandbox(ScriptBudget budget) {
        this.contexts = new ScriptContexts(budget);
        this.standard = inOwnContext(context -> StandardObjects.sealed(context, budget, Set.of()));
    }

    /** The one of the default budget, made when it is first wanted. */
    public static ScriptSandbox shared() {
        return Shared.SANDBOX;
    }

    private static final class Shared {
        private static final ScriptSandbox SANDBOX = new ScriptSandbox(ScriptBudget.defaults());
    }

    /**
     * Compiles statements.
     *
     * @param name of the source, for messages
     * @param line of its first line there
     * @throws ScriptFailedException where the source is no ECMAScript
     */
    public Script compile(String source, String name, int line) {
        return inOwnContext(context -> {
            try {
                return context.compileString(source, name, line, null);
            } catch (RhinoException e) {
                throw new ScriptFailedException(
                        ScriptFailedException.Reason.SYNTAX, e.details(), Math.max(0, e.lineNumber()));
            } catch (ScriptContexts.BudgetExceeded e) {
                throw new ScriptFailedException(ScriptFailedException.Reason.BUDGET, e.what(), 0);
            } catch (StackOverflowError e) {
                throw new ScriptFailedException(ScriptFailedException.Reason.SYNTAX, "the script nests too deep", 0);
            } catch (RuntimeException e) {
                throw broken(ScriptFailedException.Reason.SYNTAX, e);
            }
        });
    }

    /**
     * Runs scripts within one budget.
     *
     * @param work gets a context that is good for the run only
     * @throws ScriptFailedException where a script does not come to its end
     */
    public <T> T run(Function<Context, T> work) {
        return inOwnContext(context -> {
            long before = ScriptContexts.refill(context);
            try {
                return work.apply(context);
            } catch (EcmaError e) {
                throw new ScriptFailedException(
                        ScriptFailedException.Reason.ERROR, e.getErrorMessage(), e.lineNumber());
            } catch (EvaluatorException e) {
                boolean deep = e.details().contains("stack depth"); // Rhino has no type for it.
                throw new ScriptFailedException(
                        deep ? ScriptFailedException.Reason.BUDGET : ScriptFailedException.Reason.ERROR,
                        deep ? "calls nest too deep" : e.details(),
                        e.lineNumber());
            } catch (RhinoException e) {
                throw new ScriptFailedException(ScriptFailedException.Reason.ERROR, e.details(), e.lineNumber());
            } catch (ScriptContexts.BudgetExceeded e) {
                throw new ScriptFailedException(ScriptFailedException.Reason.BUDGET, e.what(), 0);
            } catch (StackOverflowError e) {
                throw new ScriptFailedException(ScriptFailedException.Reason.BUDGET, "calls nest too deep", 0);
            } catch (OutOfMemoryError | NegativeArraySizeException | IndexOutOfBoundsException e) {
                // One text that doubled itself: its parts are small, only writing it out in one piece fails, or its
                // length
                // is more than an int holds.
                throw new ScriptFailedException(ScriptFailedException.Reason.BUDGET, "a text grows without end", 0);
            } catch (ScriptFailedException e) {
                throw e;
            } catch (RuntimeException e) {
                throw broken(ScriptFailedException.Reason.ERROR, e);
            } finally {
                ScriptContexts.spend(context, before);
            }
        });
    }

    /** Scripts find places where Rhino fails with an exception of its own insides; a call must not end by them. */
    private static ScriptFailedException broken(ScriptFailedException.Reason reason, RuntimeException e) {
        return new ScriptFailedException(reason, "the script engine failed with " + e, 0);
    }

    /** A scope around which there is nothing but the standard objects. */
    public ScriptableObject newScope() {
        var scope = new NativeObject();
        scope.setPrototype(standard);
        return scope;
    }

    /** Runs on this thread; on one of its own where other scripts run here, whose context Rhino would give to these. */
    private <T> T inOwnContext(Function<Context, T> work) {
        Context current = Context.getCurrentContext();
        if (current == null || contexts.owns(current)) {
            try (Context context = contexts.enterContext()) {
                return work.apply(context);
            }
        }
        var task = new FutureTask<T>(() -> inOwnContext(work));
        Thread.ofVirtual().name("grammar-script").start(task);
        return resultOf(task);
    }

    /** Waits for scripts, which their budget brings to an end. */
    private static <T> T resultOf(FutureTask<T> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true; // Told to the caller afterwards: the scripts end by themselves.
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ScriptFailedException failed) {
                throw failed;
            }
            throw new IllegalStateException("A script broke the sandbox; report its source", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
