package org.belltower.voicexml.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.graph.SourceApplication;
import org.belltower.voicexml.graph.SourceDialog;
import org.belltower.voicexml.graph.SourceDocument;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.script.ScriptEngine;

/**
 * Variables that are declared nowhere that can be seen from where they are used: {@code error.semantic} when that is reached.
 * Spec: VoiceXML 2.0 §5.1.2, §5.1.3.
 *
 * <p>What is uncertain is not told: the order of declarations, functions of scripts that are fetched, and for handlers of a
 * document or root document every variable of the dialogs that may throw to them counts as declared.
 */
final class UndeclaredVariables implements LintRule {
    private static final String RULE = "VoiceXML 2.0 §5.1.2";
    private static final Set<String> HANDLERS = Set.of("catch", "error", "help", "noinput", "nomatch");
    private static final Set<String> ANONYMOUS =
            Set.of("block", "filled", "catch", "error", "help", "noinput", "nomatch", "if", "foreach");
    /** Attributes that hold a list of variables. */
    private static final String NAMELIST = "namelist";

    private static final Set<String> KNOWN = Set.of(
            "session",
            "application",
            "document",
            "dialog",
            "lastresult$",
            "_event",
            "_message",
            "_prompt",
            "_dtmf",
            "arguments");

    @Override
    public List<DocumentError> check(LintSubject subject) {
        List<DocumentError> found = new ArrayList<>();
        for (SourceDocument document : subject.application().documents()) {
            if (!fetchesScripts(document, subject.application())) {
                new OneDocument(document, subject.application(), found).check();
            }
        }
        return found;
    }

    /** Whether what a document or its root declares is known only when it runs. */
    private static boolean fetchesScripts(SourceDocument document, SourceApplication application) {
        return application.hasUnknownRoot(document)
                || fetchesScripts(document.root())
                || application
                        .root(document)
                        .filter(root -> fetchesScripts(root.root()))
                        .isPresent();
    }

    private static boolean fetchesScripts(Markup element) {
        boolean fetched = element.name().equals("script")
                && (element.attribute("src").isPresent()
                        || element.attribute("srcexpr").isPresent());
        return fetched || element.children().stream().anyMatch(UndeclaredVariables::fetchesScripts);
    }

    /** What the elements directly in a scope declare. */
    private static Set<String> declared(Markup scope) {
        Set<String> names = new HashSet<>();
        for (Markup child : scope.children()) {
            switch (child.name()) {
                case "var", "data" -> child.attribute("name").ifPresent(names::add);
                case "script" -> names.addAll(ScriptNames.of(child.text()).declared());
                default -> {
                    // Declares nothing in the scope around.
                }
            }
        }
        return names;
    }

    private static Set<String> declared(SourceDialog dialog) {
        Set<String> names = new HashSet<>(declared(dialog.markup()));
        dialog.items().forEach(item -> {
            String name = dialog.itemName(item);
            names.add(name);
            names.add(name + "$");
        });
        return names;
    }

    /** All of a document's dialogs, for handlers that any of them may reach. */
    private static Set<String> ofAllDialogs(SourceDocument document) {
        Set<String> names = new HashSet<>();
        document.dialogs().forEach(dialog -> names.addAll(declared(dialog)));
        return names;
    }

    /** The walk over one document. */
    private static final class OneDocument {
        private final SourceDocument document;
        private final SourceApplication application;
        private final List<DocumentError> found;
        private final Set<String> ofDocument;
        private final Set<String> ofApplication;
        private Set<String> ofDialog = Set.of();

        OneDocument(SourceDocument document, SourceApplication application, List<DocumentError> found) {
            this.document = document;
            this.application = application;
            this.found = found;
            this.ofDocument = declared(document.root());
            this.ofApplication = application
                    .root(document)
                    .map(root -> declared(root.root()))
                    .orElse(ofDocument);
        }

        void check() {
            Set<String> known = new HashSet<>(KNOWN);
            known.addAll(ScriptEngine.NAMES);
            known.addAll(ofApplication);
            known.addAll(ofDocument);
            Set<String> wide = new HashSet<>(known);
            wide.addAll(ofAllDialogs(document));
            if (application.isRoot(document)) {
                application.documents().forEach(other -> {
                    wide.addAll(declared(other.root()));
                    wide.addAll(ofAllDialogs(other));
                });
            }
            attributes(document.root(), known);
            for (Markup child : document.root().children()) {
                if (!isDialog(child)) {
                    boolean handler =
                            HANDLERS.contains(child.name()) || child.name().equals("link");
                    ofDialog = handler ? wide : Set.of();
                    element(child, handler ? wide : known);
                }
            }
            for (SourceDialog dialog : document.dialogs()) {
                Set<String> inside = new HashSet<>(known);
                ofDialog = declared(dialog);
                inside.addAll(ofDialog);
                attributes(dialog.markup(), inside);
                dialog.markup().children().forEach(child -> element(child, inside));
            }
        }

        private static boolean isDialog(Markup markup) {
            return markup.name().equals("form") || markup.name().equals("menu");
        }

        private void element(Markup element, Set<String> around) {
            Set<String> known = around;
            if (ANONYMOUS.contains(element.name())) {
                known = new HashSet<>(around);
                known.addAll(declaredWithin(element));
            }
            attributes(element, known);
            if (element.name().equals("script")) {
                names(element, ScriptNames.of(element.text()), known);
            }
            for (Markup child : element.children()) {
                element(child, known);
            }
        }

        /** Of an anonymous scope; an {@code <if>} has none of its own, what is declared in it holds after it too. */
        private static Set<String> declaredWithin(Markup element) {
            Set<String> names = new HashSet<>(declared(element));
            element.attribute("item").ifPresent(names::add);
            element.children().stream()
                    .filter(child -> child.name().equals("if"))
                    .forEach(child -> names.addAll(declaredWithin(child)));
            return names;
        }

        private void attributes(Markup element, Set<String> known) {
            for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
                String name = attribute.getKey();
                if (name.equals(NAMELIST)
                        && !element.name().equals("filled")
                        && !element.name().equals("clear")) {
                    for (String variable : attribute.getValue().strip().split("\\s+", -1)) {
                        names(element, ScriptNames.of(variable), known);
                    }
                } else if (isExpression(element, name)) {
                    names(element, ScriptNames.of(attribute.getValue()), known);
                }
            }
        }

        private static boolean isExpression(Markup element, String attribute) {
            return attribute.endsWith("expr")
                    || attribute.equals("cond")
                    || attribute.equals("expritem")
                    || (element.name().equals("foreach") && attribute.equals("array"))
                    || (element.name().equals("assign") && attribute.equals("name"));
        }

        private void names(Markup element, ScriptNames names, Set<String> known) {
            for (String name : names.used().stream().sorted().toList()) {
                if (!known.contains(name)) {
                    found.add(undeclared(element, name, elsewhere(name)));
                }
            }
            for (String name : names.scoped().stream().sorted().toList()) {
                int dot = name.indexOf('.');
                String variable = name.substring(dot + 1);
                boolean there = switch (name.substring(0, dot)) {
                    case "application" -> ofApplication.contains(variable) || variable.equals("lastresult$");
                    case "document" -> ofDocument.contains(variable);
                    default -> ofDialog.contains(variable);
                };
                if (!there) {
                    found.add(undeclared(element, name, elsewhere(variable)));
                }
            }
        }

        private static DocumentError undeclared(Markup element, String name, Optional<String> elsewhere) {
            return DocumentError.warning(
                    element.position(),
                    "<" + element.name() + "> uses " + name
                            + ", which is declared nowhere that it can be seen from here"
                            + elsewhere
                                    .map(place -> "; there is one in " + place)
                                    .orElse(""),
                    RULE,
                    "declare it with <var> in this dialog, document or the root document, or correct the name");
        }

        private Optional<String> elsewhere(String name) {
            for (SourceDocument other : application.documents()) {
                if (declared(other.root()).contains(name)) {
                    return Optional.of(other.name());
                }
                for (SourceDialog dialog : other.dialogs()) {
                    if (declared(dialog).contains(name)) {
                        return Optional.of("the dialog " + dialog.id() + " of " + other.name());
                    }
                }
            }
            return Optional.empty();
        }
    }
}
