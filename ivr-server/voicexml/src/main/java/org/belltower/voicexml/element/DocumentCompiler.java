package org.belltower.voicexml.element;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.belltower.grammar.GrammarCompiler;
import org.belltower.grammar.GrammarLimits;
import org.belltower.grammar.GrammarLoader;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.MarkupReader;
import org.belltower.voicexml.markup.Node;
import org.belltower.voicexml.model.Dialog;
import org.belltower.voicexml.model.Document;
import org.belltower.voicexml.model.EventHandler;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.script.DialogEventException;
import org.belltower.voicexml.script.ScriptEngine;

/** Compiles VoiceXML documents. Thread-safe. Spec: VoiceXML 2.0 §1.5; VoiceXML 2.1. */
public final class DocumentCompiler {
    private static final String RULE = "VoiceXML 2.0 §1.5.1";
    /** Lets one document speak the language that its caller has chosen; VoiceXML 2.1 has nothing for that. */
    private static final String LANGUAGE_EXPRESSION = "{urn:belltower:voicexml}langexpr";

    private static final Set<String> START = Set.of("var", "script", "data");

    private final MarkupReader reader = new MarkupReader();
    private final ElementRegistry registry;
    private final ScriptEngine scripts;
    private final GrammarLoader grammars;
    private final Locale defaultLanguage;

    /**
     * For documents whose grammars may draw in others.
     *
     * @param grammars brings those where a document is compiled without saying who does
     */
    public DocumentCompiler(
            ElementRegistry registry, ScriptEngine scripts, GrammarLoader grammars, Locale defaultLanguage) {
        this.registry = registry;
        this.scripts = scripts;
        this.grammars = grammars;
        this.defaultLanguage = defaultLanguage;
    }

    /** What compiling gave. */
    public sealed interface Outcome {
        record Compiled(Document document) implements Outcome {}

        /**
         * The document cannot run.
         *
         * @param errors in the order of the document, at least one of them an error
         */
        record Broken(List<DocumentError> errors) implements Outcome {
            public Broken {
                errors = List.copyOf(errors);
            }

            /** The first that keeps it from running. */
            public DocumentError firstError() {
                return errors.stream()
                        .filter(error -> error.severity() == DocumentError.Severity.ERROR)
                        .findFirst()
                        .orElseThrow();
            }
        }
    }

    /** Compiles what was fetched from a URI without a fragment. */
    public Outcome compile(Content content, URI uri) {
        return compile(content, uri, grammars);
    }

    /** The same, with the grammars that its own draw in brought by this loader. */
    public Outcome compile(Content content, URI uri, GrammarLoader loader) {
        return switch (reader.read(content, uri.toString())) {
            case MarkupReader.Outcome.Read(Markup root) ->
                compile(root, uri, new GrammarCompiler(loader, GrammarLimits.defaults()));
            case MarkupReader.Outcome.Broken(DocumentError error) -> new Outcome.Broken(List.of(error));
        };
    }

    private Outcome compile(Markup root, URI uri, GrammarCompiler compiler) {
        if (!root.isVoiceXml() || !root.name().equals("vxml")) {
            return new Outcome.Broken(List.of(DocumentError.error(
                    root.position(),
                    "the document is <" + root.name() + "> of the namespace \"" + root.namespace() + "\"",
                    RULE,
                    "write <vxml version=\"2.1\" xmlns=\"" + Markup.VOICEXML + "\">")));
        }
        var headerErrors = new Compilation(registry, scripts, compiler, uri, defaultLanguage);
        Locale language = Compilation.language(root, defaultLanguage, headerErrors);
        URI base = root.attribute("xml:base")
                .map(text -> reference("xml:base", text, uri, root, headerErrors))
                .orElse(uri);
        var compilation = new Compilation(registry, scripts, compiler, base, language);
        headerErrors.errors().forEach(compilation.errors()::add);
        Document document = document(root, uri, base, language, compilation);
        List<DocumentError> errors = compilation.errors();
        return errors.stream().anyMatch(error -> error.severity() == DocumentError.Severity.ERROR)
                ? new Outcome.Broken(errors)
                : new Outcome.Compiled(document);
    }

    private Document document(Markup root, URI uri, URI base, Locale language, Compilation compilation) {
        compilation.allow(root, "version", "application", "xml:base", "xsi:schemaLocation");
        String version = compilation.required(root, "version", RULE);
        if (!version.isEmpty() && !version.equals("2.0") && !version.equals("2.1")) {
            compilation.error(root.position(), "version is " + version, RULE, "write 2.0 or 2.1");
        }
        var start = new ArrayList<ExecutableContent>();
        var dialogs = new ArrayList<Dialog>();
        var handlers = new ArrayList<EventHandler>();
        List<Markup> children = root.children();
        for (Markup child : children) {
            if (GrammarElement.isGrammar(child)) {
                compilation.misplaced(child, root);
            } else if (!compilation.isForeign(child)) {
                add(child, root, start, dialogs, handlers, compilation);
            }
        }
        root.content().forEach(node -> {
            if (node instanceof Node.Text text) {
                compilation.noText(text, root);
            }
        });
        uniqueIds(dialogs, compilation);
        return new Document(
                uri,
                base,
                root.attribute("application").map(text -> reference("application", text, base, root, compilation)),
                language,
                compilation.expression(root, LANGUAGE_EXPRESSION),
                start,
                dialogs,
                Document.index(dialogs),
                handlers,
                LinkElement.compileAll(children, compilation),
                PropertyElement.compile(children, compilation),
                compilation.prompts(),
                compilation.written(),
                compilation.errors());
    }

    private void add(
            Markup child,
            Markup root,
            List<ExecutableContent> start,
            List<Dialog> dialogs,
            List<EventHandler> handlers,
            Compilation compilation) {
        String id = child.attribute("id").orElse("#" + (dialogs.size() + 1));
        switch (child.name()) {
            case "form" -> dialogs.add(FormElement.compile(child, id, registry, compilation));
            case "menu" -> dialogs.add(MenuElement.compile(child, id, compilation));
            case "link", "property", "meta", "metadata" -> {
                // Links and properties are gathered below; what is about the document does not run.
            }
            default -> {
                if (CatchElement.isCatch(child)) {
                    handlers.add(CatchElement.compile(child, compilation.inInheritedHandler()));
                } else if (START.contains(child.name())) {
                    start.add(registry.executable(child.name()).orElseThrow().compile(child, compilation));
                } else {
                    compilation.misplaced(child, root);
                }
            }
        }
    }

    private static URI reference(String attribute, String text, URI base, Markup root, Compilation compilation) {
        try {
            return UriReference.of(text).resolve(base);
        } catch (DialogEventException e) {
            compilation.error(root.position(), attribute + ": " + e.text(), RULE, "write a URI");
            return base;
        }
    }

    private static void uniqueIds(List<Dialog> dialogs, Compilation compilation) {
        var ids = new HashSet<String>();
        for (Dialog dialog : dialogs) {
            if (!ids.add(dialog.id())) {
                compilation.error(
                        dialog.position(),
                        "two dialogs have the id " + dialog.id(),
                        "VoiceXML 2.0 §2.1.1",
                        "give each an id of its own");
            }
        }
    }
}
