package org.belltower.grammar.script;

import java.io.Serial;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;

/**
 * Makes Rhino contexts that see no Java class and stop scripts that cost too much. <i>Thread-safe.</i>
 *
 * <p>Scripts are interpreted, not compiled to classes: they are short, and only the interpreter can limit the depth of calls.
 */
final class ScriptContexts extends ContextFactory {
    private static final int OBSERVE_EVERY = 1_000;

    private final ScriptBudget budget;

    ScriptContexts(ScriptBudget budget) {
        this.budget = budget;
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
    }

    boolean owns(Context context) {
        return context instanceof Budgeted && context.getFactory() == this;
    }

    /** Gives a run its whole budget; the answer is what was spent before. */
    static long refill(Context context) {
        var budgeted = (Budgeted) context;
        long before = budgeted.spent;
        budgeted.spent = 0;
        return before;
    }

    /** Sets what was spent, for the run around the one that ended. */
    static void spend(Context context, long spent) {
        ((Budgeted) context).spent = spent;
    }

    /** Confined to the thread that entered it. */
    private static final class Budgeted extends Context {
        private long spent;

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
