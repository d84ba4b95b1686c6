package org.belltower.voicexml.element;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Node;
import org.belltower.voicexml.model.Dialog;
import org.belltower.voicexml.model.EventHandler;
import org.belltower.voicexml.model.Filled;
import org.belltower.voicexml.model.FormItem;

/** {@code <form>}. Spec: VoiceXML 2.0 §2.1. */
final class FormElement {
    private static final String RULE = "VoiceXML 2.0 §2.1.1";
    private static final Set<String> START = Set.of("var", "script", "data");

    private FormElement() {}

    static Dialog compile(Markup markup, String id, ElementRegistry registry, Compilation compilation) {
        compilation.allow(markup, "id", "scope");
        var start = new ArrayList<Dialog.Start>();
        var items = new ArrayList<FormItem>();
        var filled = new ArrayList<Filled>();
        var handlers = new ArrayList<EventHandler>();
        List<Markup> children = markup.children();
        for (Markup child : children) {
            if (GrammarElement.isGrammar(child) || compilation.isForeign(child)) {
                continue;
            }
            Optional<ItemCompiler> item = registry.item(child.name());
            if (item.isPresent()) {
                FormItem compiled = item.get().compile(child, "#" + (items.size() + 1), compilation);
                items.add(compiled);
                start.add(new Dialog.Start.Item(compiled));
                compiled.filled()
                        .forEach(content ->
                                filled.add(new Filled(Optional.of(compiled), true, List.of(compiled.name()), content)));
            } else if (START.contains(child.name())) {
                ExecutableCompiler compiler = registry.executable(child.name()).orElseThrow();
                start.add(new Dialog.Start.Run(compiler.compile(child, compilation)));
            } else if (CatchElement.isCatch(child)) {
                handlers.add(CatchElement.compile(child, compilation));
            } else if (child.name().equals("filled")) {
                filled.add(FilledElement.compile(child, compilation));
            } else if (!child.name().equals("link") && !child.name().equals("property")) {
                compilation.misplaced(child, markup);
            }
        }
        markup.content().forEach(node -> {
            if (node instanceof Node.Text text) {
                compilation.noText(text, markup);
            }
        });
        uniqueNames(items, compilation);
        knownNames(filled, items, markup, compilation);
        return new Dialog(
                id,
                markup.name(),
                markup.position(),
                documentScope(markup, compilation),
                start,
                items,
                filled,
                handlers,
                LinkElement.compileAll(children, compilation),
                GrammarElement.compileAll(children, compilation),
                GrammarElement.compileOfDocument(children, compilation),
                PropertyElement.compile(children, compilation));
    }

    /** Whether a dialog's grammars are active in all of its document. Spec: VoiceXML 2.0 §3.1.3. */
    static boolean documentScope(Markup markup, Compilation compilation) {
        String scope = markup.attribute("scope").orElse("dialog");
        if (!scope.equals("dialog") && !scope.equals("document")) {
            compilation.error(markup.position(), "scope=\"" + scope + "\"", RULE, "write dialog or document");
        }
        return scope.equals("document");
    }

    private static void uniqueNames(List<FormItem> items, Compilation compilation) {
        var names = new HashSet<String>();
        for (FormItem item : items) {
            if (!names.add(item.name())) {
                compilation.error(
                        item.position(),
                        "two items of the form are called " + item.name(),
                        "VoiceXML 2.0 §2.1.4",
                        "give each a name of its own");
            }
        }
    }

    private static void knownNames(List<Filled> filled, List<FormItem> items, Markup markup, Compilation compilation) {
        for (Filled action : filled) {
            for (String name : action.names()) {
                if (items.stream()
                        .noneMatch(item -> item.isInput() && item.name().equals(name))) {
                    compilation.error(
                            markup.position(),
                            "<filled> names " + name + ", which is no input item of the form",
                            "VoiceXML 2.0 §2.4",
                            "name a field or another input item");
                }
            }
        }
    }
}
