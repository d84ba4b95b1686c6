package org.belltower.voicexml.script;

import java.io.Serial;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;

/**
 * Makes Rhino contexts that see no Java class and stop a script that costs too much. Thread-safe.
 *
 * <p>Scripts are interpreted, not compiled to classes: expressions are short, loading a document stays cheap, and only the
 * interpreter can limit the depth of calls.
 */
final class ScriptContexts extends ContextFactory {
    private static final int OBSERVE_EVERY = 10_000;

    private final ScriptBudget budget;

    ScriptContexts(ScriptBudget budget) {
        this.budget = budget;
    }

    /** How long a text or an array may be. */
    int size() {
        return budget.size();
    }

    @Override
    protected Context makeContext() {
        var context = new Budgeted(this);
        context.setLanguageVersion(Context.VERSION_ES6);
        context.setInterpretedMode(true);
        context.setMaximumInterpreterStackDepth(budget.depth());
        context.setInstructionObserverThreshold(OBSERVE_EVERY);
        context.setClassShutter(name -> false);
        return context;
    }

    @Override
    protected void observeInstructionCount(Context context, int instructions) {
        var budgeted = (Budgeted) context;
        budgeted.spent += instructions;
        if (budgeted.spent > budget.instructions()) {
            throw new BudgetExceeded("the script does not come to an end");
        }
        if (System.nanoTime() - budgeted.began > budget.time().toNanos()) {
            throw new BudgetExceeded(
                    "the script takes longer than " + budget.time().toMillis() + " ms");
        }
    }

    /** Gives the next evaluation its whole budget. */
    static void refill(Context context) {
        var budgeted = (Budgeted) context;
        budgeted.spent = 0;
        budgeted.began = System.nanoTime();
    }

    /** Confined to the call's thread. */
    private static final class Budgeted extends Context {
        private long spent;
        private long began;

        Budgeted(ContextFactory factory) {
            super(factory);
        }
    }

    /** An error rather than an exception, because a script must not be able to catch it. */
    static final class BudgetExceeded extends Error {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String what;

        BudgetExceeded(String what) {
            super(what, null, false, false);
            this.what = what;
        }

        String what() {
            return what;
        }
    }
}
