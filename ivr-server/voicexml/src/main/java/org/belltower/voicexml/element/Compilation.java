package org.belltower.voicexml.element;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.belltower.grammar.GrammarCompiler;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Node;
import org.belltower.voicexml.markup.Position;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.GrammarReference;
import org.belltower.voicexml.model.Prompt;
import org.belltower.voicexml.model.SpeechPart;
import org.belltower.voicexml.model.Steps;
import org.belltower.voicexml.model.TimeDesignation;
import org.belltower.voicexml.model.WrittenGrammar;
import org.belltower.voicexml.script.Expression;
import org.belltower.voicexml.script.ScriptEngine;
import org.belltower.voicexml.script.VariableName;

/**
 * One document on its way from XML to the model: reads attributes, compiles content, gathers what is wrong. Confined to the
 * compiling thread. It goes on after an error, so that an author sees all of them at once.
 */
public final class Compilation {
    private static final Set<String> EVERYWHERE = Set.of("xml:lang", "xml:base", "xml:space", "id");

    private final ElementRegistry registry;
    private final ScriptEngine scripts;
    private final GrammarCompiler grammars;
    private final URI base;
    private final Optional<URI> promptBase;
    private final boolean inherited;
    private final Locale language;
    private final List<DocumentError> errors;
    private final List<Prompt> prompts;
    private final List<WrittenGrammar> written;

    Compilation(ElementRegistry registry, ScriptEngine scripts, GrammarCompiler grammars, URI base, Locale language) {
        this(
                registry,
                scripts,
                grammars,
                base,
                Optional.empty(),
                false,
                language,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    private Compilation(
            ElementRegistry registry,
            ScriptEngine scripts,
            GrammarCompiler grammars,
            URI base,
            Optional<URI> promptBase,
            boolean inherited,
            Locale language,
            List<DocumentError> errors,
            List<Prompt> prompts,
            List<WrittenGrammar> written) {
        this.registry = registry;
        this.scripts = scripts;
        this.grammars = grammars;
        this.base = base;
        this.promptBase = promptBase;
        this.inherited = inherited;
        this.language = language;
        this.errors = errors;
        this.prompts = prompts;
        this.written = written;
    }

    /** The same document inside a prompt whose references start elsewhere. Spec: VoiceXML 2.0 §4.1. */
    Compilation inPrompt(URI itsBase) {
        return new Compilation(
                registry,
                scripts,
                grammars,
                itsBase,
                Optional.of(itsBase),
                inherited,
                language,
                errors,
                prompts,
                written);
    }

    /** The same document inside a handler that another document may inherit. Spec: VoiceXML 2.0 §5.2. */
    Compilation inInheritedHandler() {
        return new Compilation(registry, scripts, grammars, base, promptBase, true, language, errors, prompts, written);
    }

    /** Whether references that are written here start at the document that is active, which may be another one. */
    boolean startsAtActiveDocument() {
        return inherited && promptBase.isEmpty();
    }

    /** What references start at: the prompt's own base inside one that has it, else the document's. */
    URI base() {
        return base;
    }

    /** That of the prompt, where it has one of its own; it holds at any time, whichever document is active. */
    Optional<URI> promptBase() {
        return promptBase;
    }

    /** That of the document. */
    Locale language() {
        return language;
    }

    GrammarCompiler grammars() {
        return grammars;
    }

    List<DocumentError> errors() {
        return errors;
    }

    /** The prompts of the document so far. */
    List<Prompt> prompts() {
        return prompts;
    }

    /** The prompt, which the document has from now on. */
    Prompt noted(Prompt prompt) {
        prompts.add(prompt);
        return prompt;
    }

    /** The grammars of the document so far. */
    List<WrittenGrammar> written() {
        return written;
    }

    /** The grammar, which the document has from now on. */
    <T extends GrammarReference> T noted(Markup at, T grammar) {
        written.add(new WrittenGrammar(at.position(), grammar));
        return grammar;
    }

    /** Notes something that keeps the document from running. */
    void error(Position at, String what, String rule, String instead) {
        errors.add(DocumentError.error(at, what, rule, instead));
    }

    /** Notes something that the author should change though the document runs. */
    void warning(Position at, String what, String rule, String instead) {
        errors.add(DocumentError.warning(at, what, rule, instead));
    }

    /** Notes a name, where there is one, that no variable may have. */
    void declares(Markup markup, String attribute) {
        markup.attribute(attribute)
                .filter(name -> !name.isEmpty() && !VariableName.isIdentifier(name))
                .ifPresent(
                        name -> warning(
                                markup.position(),
                                "\"" + name + "\" is no name of a variable",
                                "VoiceXML 2.0 §5.1.1",
                                "leave dots, blanks and words of ECMAScript out; error.semantic is thrown where it is reached"));
    }

    /** Notes attributes other than these. */
    void allow(Markup markup, String... names) {
        for (String name : markup.attributes().keySet()) {
            if (!name.startsWith("{")
                    && !EVERYWHERE.contains(name)
                    && !Arrays.asList(names).contains(name)) {
                warning(
                        markup.position(),
                        "<" + markup.name() + "> has no attribute " + name,
                        "VoiceXML 2.0 appendix O",
                        names.length == 0 ? "leave it out" : "use " + String.join(", ", names));
            }
        }
    }

    /** The attribute, or empty text after noting that it is missing. */
    String required(Markup markup, String name, String rule) {
        return markup.attribute(name).orElseGet(() -> {
            error(markup.position(), "<" + markup.name() + "> needs " + name, rule, "add " + name + "=\"…\"");
            return "";
        });
    }

    /** Notes where not exactly one of the attributes is there. */
    void exactlyOne(Markup markup, String rule, String... names) {
        long present = count(markup, names);
        if (present != 1) {
            error(
                    markup.position(),
                    "<" + markup.name() + "> has " + (present == 0 ? "none" : present) + " of "
                            + String.join(", ", names),
                    rule,
                    "write exactly one of them");
        }
    }

    /** Notes where more than one of the attributes is there. */
    void atMostOne(Markup markup, String rule, String... names) {
        if (count(markup, names) > 1) {
            error(
                    markup.position(),
                    "<" + markup.name() + "> has more than one of " + String.join(", ", names),
                    rule,
                    "write one of them");
        }
    }

    private static long count(Markup markup, String... names) {
        return Arrays.stream(names)
                .filter(name -> markup.attributes().containsKey(name))
                .count();
    }

    /** The attribute as an expression. */
    Optional<Expression> expression(Markup markup, String name) {
        return markup.attribute(name).map(source -> expression(source, markup.position()));
    }

    Expression expression(String source, Position at) {
        return checked(scripts.expression(source, at));
    }

    Expression program(String source, Position at) {
        return checked(scripts.program(source, at));
    }

    Expression assignment(String target, String source, Position at) {
        return checked(scripts.assignment(target, source, at));
    }

    private Expression checked(Expression expression) {
        expression
                .problem()
                .ifPresent(problem -> warning(
                        expression.position(),
                        "not ECMAScript: " + problem + " in \"" + expression.source() + "\"",
                        "VoiceXML 2.0 §5.1",
                        "correct it; error.semantic is thrown where it is reached"));
        return expression;
    }

    /** The names in a list attribute as expressions; none where it is missing. */
    List<Expression> namelist(Markup markup, String name) {
        return words(markup, name).stream()
                .map(word -> expression(word, markup.position()))
                .toList();
    }

    /** The words in an attribute; none where it is missing. */
    List<String> words(Markup markup, String name) {
        return markup.attribute(name)
                .map(text -> Arrays.stream(text.strip().split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    Optional<Duration> time(Markup markup, String name, String rule) {
        return markup.attribute(name).flatMap(text -> {
            Optional<Duration> time = TimeDesignation.parse(text);
            if (time.isEmpty()) {
                error(markup.position(), name + "=\"" + text + "\" is not a time", rule, "write such as 3s or 250ms");
            }
            return time;
        });
    }

    Optional<Boolean> truth(Markup markup, String name, String rule) {
        return markup.attribute(name).flatMap(text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> {
                error(
                        markup.position(),
                        name + "=\"" + text + "\" is neither true nor false",
                        rule,
                        "write true or false");
                yield Optional.empty();
            }
        });
    }

    /** A count from 1; 1 where it is missing. */
    int count(Markup markup, String rule) {
        String text = markup.attribute("count").orElse("1");
        if (!text.isEmpty() && text.length() < 9 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int count = Integer.parseInt(text);
            if (count > 0) {
                return count;
            }
        }
        error(markup.position(), "count=\"" + text + "\" is not a number from 1", rule, "write such as 2");
        return 1;
    }

    /** The element's language, or its document's. */
    Locale language(Markup markup) {
        return language(markup, language, this);
    }

    static Locale language(Markup markup, Locale otherwise, Compilation compilation) {
        return markup.attribute("xml:lang")
                .map(tag -> {
                    try {
                        return new Locale.Builder().setLanguageTag(tag.strip()).build();
                    } catch (IllformedLocaleException e) {
                        compilation.error(
                                markup.position(),
                                "xml:lang=\"" + tag + "\" is not a language tag",
                                "BCP 47",
                                "write such as zh-CN");
                        return otherwise;
                    }
                })
                .orElse(otherwise);
    }

    /** Compiles everything in an element as executable content. Spec: VoiceXML 2.0 §5.3. */
    ExecutableContent steps(Markup markup) {
        return steps(markup.content(), markup);
    }

    /** Compiles nodes as executable content; text and speech between elements becomes prompts. */
    ExecutableContent steps(List<Node> nodes, Markup parent) {
        var steps = new ArrayList<ExecutableContent>();
        var speech = new ArrayList<Node>();
        for (Node node : nodes) {
            if (isSpeech(node)) {
                speech.add(node);
            } else if (node instanceof Node.Child(Markup child)) {
                say(speech, parent, steps);
                executable(child, parent).ifPresent(steps::add);
            }
        }
        say(speech, parent, steps);
        return steps.size() == 1 ? steps.getFirst() : new Steps(steps);
    }

    private Optional<ExecutableContent> executable(Markup child, Markup parent) {
        if (isForeign(child)) {
            return Optional.empty();
        }
        Optional<ExecutableCompiler> compiler = registry.executable(child.name());
        if (compiler.isEmpty()) {
            misplaced(child, parent);
        }
        return compiler.map(found -> found.compile(child, this));
    }

    private void say(List<Node> speech, Markup parent, List<ExecutableContent> steps) {
        implicitPrompt(speech, parent).ifPresent(steps::add);
        speech.clear();
    }

    /** Text and speech elements that stand where a prompt may, without one around them. Spec: VoiceXML 2.0 §4.1. */
    Optional<Prompt> implicitPrompt(List<Node> nodes, Markup parent) {
        boolean blank = nodes.stream().allMatch(node -> node instanceof Node.Text text && text.blank());
        return blank
                ? Optional.empty()
                : Optional.of(
                        noted(new Prompt(Prompt.Conditions.NONE, Optional.empty(), language, speech(nodes, parent))));
    }

    /** Whether the node is spoken where it stands: text, or an element that may be in a prompt and nowhere else. */
    boolean isSpeech(Node node) {
        return switch (node) {
            case Node.Text text -> true;
            case Node.Child(Markup child) ->
                !isForeignNamespace(child)
                        && registry.speech(child.name()).isPresent()
                        && registry.executable(child.name()).isEmpty();
        };
    }

    /** Compiles nodes as what a prompt says. */
    List<SpeechPart> speech(List<Node> nodes, Markup parent) {
        var parts = new ArrayList<SpeechPart>();
        for (Node node : nodes) {
            switch (node) {
                case Node.Text text -> parts.add(SsmlElement.text(text.text()));
                case Node.Child(Markup child) -> {
                    if (!isForeign(child)) {
                        Optional<SpeechCompiler> compiler = registry.speech(child.name());
                        if (compiler.isEmpty()) {
                            misplaced(child, parent);
                        }
                        compiler.ifPresent(found -> parts.addAll(found.compile(child, this)));
                    }
                }
            }
        }
        return parts;
    }

    /** Whether to leave the element out because it is none of VoiceXML's; that is noted. */
    boolean isForeign(Markup markup) {
        if (isForeignNamespace(markup)) {
            warning(
                    markup.position(),
                    "<" + markup.name() + "> of the namespace \"" + markup.namespace() + "\" is left out",
                    "VoiceXML 2.0 §1.5",
                    "use the namespace " + Markup.VOICEXML);
            return true;
        }
        return false;
    }

    private static boolean isForeignNamespace(Markup markup) {
        return !markup.isVoiceXml()
                && !markup.namespace().equals(SsmlElement.NAMESPACE)
                && !GrammarElement.isGrammar(markup);
    }

    /** Notes an element that may not stand where it does. */
    void misplaced(Markup child, Markup parent) {
        boolean known = registry.knows(child.name());
        error(
                child.position(),
                known
                        ? "<" + child.name() + "> may not stand in <" + parent.name() + ">"
                        : "<" + child.name() + "> is not supported",
                "VoiceXML 2.0 §1.4",
                known
                        ? "move it"
                        : registry.nearest(child.name())
                                .map(meant -> "did you mean <" + meant + ">?")
                                .orElse("see the table of supported elements"));
    }

    /** Notes text where none may be. */
    void noText(Node.Text text, Markup parent) {
        if (!text.blank()) {
            error(
                    text.position(),
                    "text may not stand in <" + parent.name() + ">",
                    "VoiceXML 2.0 appendix O",
                    "put it into a <prompt>");
        }
    }
}
