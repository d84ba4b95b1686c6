package org.belltower.voicexml.element;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.Embedding;
import org.belltower.grammar.GrammarMode;
import org.belltower.grammar.GrammarProblem;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Node;
import org.belltower.voicexml.markup.Position;
import org.belltower.voicexml.markup.XmlText;
import org.belltower.voicexml.model.GrammarReference;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.script.DialogEventException;
import org.belltower.voicexml.script.Expression;

/**
 * {@code <grammar>}: inline, in a resource of its own, or builtin. What is inline or builtin is compiled with its document.
 * Spec: VoiceXML 2.0 §3.1.
 */
final class GrammarElement {
    private static final String RULE = "VoiceXML 2.0 §3.1.1";
    private static final String SRGS = "http://www.w3.org/2001/06/grammar";

    /** The forms of SRGS, the first under its earlier names too. */
    private static final Set<String> TYPES = Set.of(
            "application/srgs+xml", "application/srgs", "application/grammar+xml", "application/xml", "text/xml");

    private GrammarElement() {}

    private static String withoutParameters(String type) {
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    static boolean isGrammar(Markup markup) {
        return markup.name().equals("grammar")
                && (markup.isVoiceXml() || markup.namespace().equals(SRGS));
    }

    /** The grammars among the children. */
    static List<GrammarReference> compileAll(List<Markup> children, Compilation compilation) {
        return children.stream()
                .filter(GrammarElement::isGrammar)
                .map(child -> compile(child, compilation))
                .toList();
    }

    /** Those among the children that say for themselves that they are active in all of the document. */
    static List<GrammarReference> compileOfDocument(List<Markup> children, Compilation compilation) {
        return children.stream()
                .filter(GrammarElement::isGrammar)
                .filter(child -> documentScope(child, compilation))
                .map(child -> compile(child, compilation))
                .toList();
    }

    /** Spec: VoiceXML 2.0 §3.1.3. */
    private static boolean documentScope(Markup markup, Compilation compilation) {
        String scope = markup.attribute("scope").orElse("dialog");
        if (!scope.equals("dialog") && !scope.equals("document")) {
            compilation.error(markup.position(), "scope=\"" + scope + "\"", RULE, "write dialog or document");
        }
        return scope.equals("document");
    }

    /** Notes a scope where the grammar has that of its element. Spec: VoiceXML 2.0 §3.1.3. */
    static void withoutScope(Markup markup, Compilation compilation) {
        if (markup.attribute("scope").isPresent()) {
            compilation.error(
                    markup.position(),
                    "a grammar of an input item, link or choice has no scope of its own",
                    "VoiceXML 2.0 §3.1.3",
                    "leave scope out, or move the grammar into the form");
        }
    }

    static GrammarReference compile(Markup markup, Compilation compilation) {
        Locale language = compilation.language(markup);
        boolean inline = markup.content().stream().anyMatch(node -> !(node instanceof Node.Text text && text.blank()));
        int sources = (inline ? 1 : 0)
                + (markup.attribute("src").isPresent() ? 1 : 0)
                + (markup.attribute("srcexpr").isPresent() ? 1 : 0);
        if (sources != 1) {
            compilation.error(
                    markup.position(),
                    "<grammar> has " + sources + " of src, srcexpr, content",
                    RULE,
                    "write one of them");
            return new GrammarReference.Unusable("error.badfetch", markup.position() + ": no grammar");
        }
        Optional<String> type = markup.attribute("type").map(GrammarElement::withoutParameters);
        if (type.isPresent() && !TYPES.contains(type.get())) {
            compilation.warning(
                    markup.position(),
                    "a grammar of the type " + type.get()
                            + " is not understood: error.unsupported.format is thrown where it is reached",
                    RULE,
                    "write application/srgs+xml for the XML form, application/srgs for the ABNF form, or leave type out");
            return new GrammarReference.Unusable(
                    "error.unsupported.format",
                    markup.position() + ": a grammar of the type " + type.get() + " is not understood");
        }
        if (inline) {
            // A child is of the XML form; text alone is the ABNF form, as its first characters must say.
            String text = markup.children().isEmpty() ? markup.text().strip() : text(markup);
            return ready(
                    compilation
                            .grammars()
                            .compileInline(text, new Embedding(compilation.base(), language, place(markup))),
                    markup,
                    compilation);
        }
        FetchAttributes fetching = FetchAttributes.compile(markup, compilation);
        Optional<Expression> computed = compilation.expression(markup, "srcexpr");
        if (computed.isPresent()) {
            return new GrammarReference.Computed(computed.get(), language, fetching);
        }
        return external(markup, markup.attribute("src").orElse("").strip(), language, fetching, compilation);
    }

    private static GrammarReference external(
            Markup markup, String source, Locale language, FetchAttributes fetching, Compilation compilation) {
        if (source.startsWith("builtin:")) {
            GrammarMode mode = source.startsWith("builtin:dtmf") ? GrammarMode.DTMF : GrammarMode.VOICE;
            return ready(BuiltinType.parse(source, mode, language), markup, compilation);
        }
        try {
            return compilation.noted(
                    markup,
                    new GrammarReference.External(UriReference.of(source).resolvePart(compilation.base()), fetching));
        } catch (DialogEventException e) {
            compilation.error(markup.position(), "src: " + e.text(), RULE, "write a URI");
            return new GrammarReference.Unusable(e.event(), e.text());
        }
    }

    /** What became of compiling; problems go to the author, those that only this platform has as warnings. */
    static GrammarReference ready(CompileResult result, Markup markup, Compilation compilation) {
        return switch (result) {
            case CompileResult.Compiled(var grammar) -> compilation.noted(markup, new GrammarReference.Ready(grammar));
            case CompileResult.Rejected(var problems) -> {
                GrammarProblem first = problems.getFirst();
                String event = GrammarEvents.of(first.kind());
                for (GrammarProblem problem : problems) {
                    Position at = place(problem, markup, compilation);
                    if (event.equals("error.badfetch")) {
                        compilation.error(at, problem.what(), problem.rule(), problem.remedy());
                    } else {
                        compilation.warning(
                                at,
                                problem.what() + ": " + event + " is thrown where it is reached",
                                problem.rule(),
                                problem.remedy());
                    }
                }
                yield new GrammarReference.Unusable(event, first.toString());
            }
        };
    }

    /** Its own where it stands in this document; that of the element for a builtin grammar, which has no text. */
    private static Position place(GrammarProblem problem, Markup markup, Compilation compilation) {
        return problem.document().equals(compilation.base())
                ? new Position(
                        markup.position().file(),
                        problem.position().line(),
                        problem.position().column())
                : markup.position();
    }

    /** The element as written but without namespaces, which an embedded grammar may leave out: columns stay what they are. */
    private static String text(Markup markup) {
        var text = new StringBuilder();
        XmlText.element(markup, markup.attributes(), text);
        return text.toString();
    }

    private static org.belltower.grammar.Position place(Markup markup) {
        return new org.belltower.grammar.Position(
                markup.position().line(), markup.position().column());
    }
}
