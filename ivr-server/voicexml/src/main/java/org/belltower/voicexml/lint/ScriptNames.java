package org.belltower.voicexml.lint;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.AstRoot;
import org.mozilla.javascript.ast.CatchClause;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.NodeVisitor;
import org.mozilla.javascript.ast.ObjectProperty;
import org.mozilla.javascript.ast.PropertyGet;
import org.mozilla.javascript.ast.UnaryExpression;
import org.mozilla.javascript.ast.VariableInitializer;

/**
 * The names that a piece of ECMAScript uses and declares. Immutable.
 *
 * @param used variables that it reads or writes and does not declare, by their first name
 * @param scoped the same through a scope's own name, such as {@code application.plan}: the two first names with a dot
 * @param declared functions and variables, of whatever depth
 */
record ScriptNames(Set<String> used, Set<String> scoped, Set<String> declared) {
    private static final ScriptNames NONE = new ScriptNames(Set.of(), Set.of(), Set.of());
    private static final Set<String> SCOPES = Set.of("application", "document", "dialog");

    ScriptNames {
        used = Set.copyOf(used);
        scoped = Set.copyOf(scoped);
        declared = Set.copyOf(declared);
    }

    /** None where the text is no ECMAScript: the compiler tells that. */
    static ScriptNames of(String source) {
        var environment = new CompilerEnvirons();
        environment.setLanguageVersion(Context.VERSION_ES6);
        AstRoot tree;
        try {
            tree = new Parser(environment).parse(source, "script", 1);
        } catch (EvaluatorException e) {
            return expression(source, environment).orElse(NONE);
        }
        return read(tree);
    }

    /** An object literal is an expression only in brackets. */
    private static Optional<ScriptNames> expression(String source, CompilerEnvirons environment) {
        try {
            return Optional.of(read(new Parser(environment).parse("(" + source + "\n)", "script", 1)));
        } catch (EvaluatorException e) {
            return Optional.empty();
        }
    }

    private static ScriptNames read(AstRoot tree) {
        var names = new Reading();
        tree.visit(names);
        names.used.removeAll(names.declared);
        return new ScriptNames(names.used, names.scoped, names.declared);
    }

    /** One walk over a tree. */
    private static final class Reading implements NodeVisitor {
        private final Set<String> used = new LinkedHashSet<>();
        private final Set<String> scoped = new LinkedHashSet<>();
        private final Set<String> declared = new HashSet<>();

        @Override
        public boolean visit(AstNode node) {
            switch (node) {
                case Name name -> used.add(name.getIdentifier());
                case PropertyGet get -> {
                    if (get.getTarget() instanceof Name scope && SCOPES.contains(scope.getIdentifier())) {
                        scoped.add(
                                scope.getIdentifier() + "." + get.getProperty().getIdentifier());
                    }
                    get.getTarget().visit(this);
                    return false;
                }
                case ObjectProperty property -> {
                    property.getValue().visit(this);
                    return false;
                }
                case FunctionNode function -> {
                    if (function.getFunctionName() != null) {
                        declare(function.getFunctionName());
                    }
                    function.getParams().forEach(this::declare);
                }
                case VariableInitializer variable -> declare(variable.getTarget());
                case CatchClause clause -> {
                    if (clause.getVarName() != null) {
                        declare(clause.getVarName());
                    }
                }
                case UnaryExpression unary -> {
                    // typeof asks whether there is such a name.
                    return !(unary.getType() == Token.TYPEOF && unary.getOperand() instanceof Name);
                }
                default -> {
                    // Its parts are visited.
                }
            }
            return true;
        }

        private void declare(AstNode target) {
            if (target instanceof Name name) {
                declared.add(name.getIdentifier());
            }
        }
    }
}
