package org.belltower.grammar.script;

import java.io.Serial;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.ErrorReporter;
import org.mozilla.javascript.Evaluator;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.BigIntLiteral;
import org.mozilla.javascript.ast.NodeVisitor;

/**
 * Makes Rhino contexts that see no Java class and stop scripts that cost too much. <i>Thread-safe.</i>
 *
 * <p>Scripts are interpreted, not compiled to classes: they are short, loading a document stays cheap, and only the interpreter can
 * limit the depth of calls. Deviates: a literal of a big integer such as {@code 3n} is refused, because its arithmetic runs where
 * neither instructions nor time are seen.
 */
public final class ScriptContexts extends ContextFactory {
    private static final int OBSERVE_EVERY = 1_000;

    /** What one character of a text costs, as a part of an instruction. */
    private static final int CHARACTERS_AN_INSTRUCTION = 16;

    /** Where a big integer may stand; whether one does, the parser says. */
    private static final Pattern BIG_INTEGER = Pattern.compile("(?<![0-9a-zA-Z_])[0-9][0-9a-zA-Z_]*n");

    private final ScriptBudget budget;

    public ScriptContexts(ScriptBudget budget) {
        this.budget = budget;
    }

    public ScriptBudget budget() {
        return budget;
    }

    @Override
    protected Context makeContext() {
        var context = new Budgeted(this);
        context.setLanguageVersion(Context.VERSION_ES6);
        context.setInterpretedMode(true);
        context.setMaximumInterpreterStackDepth(budget.depth());
        context.setInstructionObserverThreshold(OBSERVE_EVERY);
        context.setClassShutter(name -> false);
        context.setErrorReporter(new LineReporter());
        return context;
    }

    @Override
    protected void observeInstructionCount(Context context, int instructions) {
        var budgeted = (Budgeted) context;
        charge(budgeted, instructions);
        if (System.nanoTime() - budgeted.began > budget.time().toNanos()) {
            throw new BudgetExceeded(
                    "the script takes longer than " + budget.time().toMillis() + " ms");
        }
    }

    boolean owns(Context context) {
        return context instanceof Budgeted && context.getFactory() == this;
    }

    /** Gives a run its whole budget; the answer is what was spent before. */
    public static long refill(Context context) {
        var budgeted = (Budgeted) context;
        long before = budgeted.spent;
        budgeted.spent = 0;
        budgeted.began = System.nanoTime();
        return before;
    }

    /** Sets what was spent, for the run around the one that ended. */
    static void spend(Context context, long spent) {
        ((Budgeted) context).spent = spent;
    }

    /**
     * Has a run pay for what no instruction is counted of.
     *
     * @throws BudgetExceeded where that is more than is left
     */
    static void charge(Context context, long instructions) {
        var budgeted = (Budgeted) context;
        budgeted.spent += instructions;
        if (budgeted.spent > budgeted.limit) {
            throw new BudgetExceeded("the script does not come to an end");
        }
    }

    /** What going over a text once costs, in instructions. */
    static long cost(CharSequence text) {
        return text.length() / CHARACTERS_AN_INSTRUCTION;
    }

    /** Confined to the thread that entered it. */
    private static final class Budgeted extends Context {
        private final long limit;
        private long spent;
        private long began = System.nanoTime();

        Budgeted(ScriptContexts factory) {
            super(factory);
            this.limit = factory.budget.instructions();
        }

        /** All text that becomes a script comes by here, also that which scripts make themselves. */
        @Override
        protected Object compileImpl(
                Scriptable scope,
                String source,
                String name,
                int line,
                Object domain,
                boolean function,
                Evaluator compiler,
                ErrorReporter reporter,
                Consumer<CompilerEnvirons> settings) {
            charge(this, cost(source));
            if (BIG_INTEGER.matcher(source).find()) {
                refuseBigIntegers(source, name, line);
            }
            return super.compileImpl(scope, source, name, line, domain, function, compiler, reporter, settings);
        }

        private void refuseBigIntegers(String source, String name, int line) {
            var environment = new CompilerEnvirons();
            environment.initFromContext(this);
            new Parser(environment, getErrorReporter())
                    .parse(source, name, line)
                    .visit(new BigIntegers(name));
        }
    }

    private record BigIntegers(String file) implements NodeVisitor {
        @Override
        public boolean visit(AstNode node) {
            if (node instanceof BigIntLiteral literal) {
                throw new EvaluatorException(
                        "big integers such as " + literal.getValue() + " are not supported", file, node.getLineno());
            }
            return true;
        }
    }

    /** Reports the line only: of some texts Rhino counts a column below 0 and then fails over it. */
    private static final class LineReporter implements ErrorReporter {
        @Override
        public void warning(String message, String source, int line, String text, int column) {}

        @Override
        public void error(String message, String source, int line, String text, int column) {
            throw runtimeError(message, source, line, text, column);
        }

        @Override
        public EvaluatorException runtimeError(String message, String source, int line, String text, int column) {
            return new EvaluatorException(message, source, line);
        }
    }

    /** An error rather than an exception, because a script must not be able to catch it. */
    public static final class BudgetExceeded extends Error {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String what;

        BudgetExceeded(String what) {
            super(what, null, false, false);
            this.what = what;
        }

        public String what() {
            return what;
        }
    }
}
