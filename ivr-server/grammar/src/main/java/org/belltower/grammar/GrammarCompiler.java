package org.belltower.grammar;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes grammars ready to match: reads a document, follows its references, and checks what only the whole shows.
 * <i>Thread-safe</i> where its loader is. Each call returns a new {@link Grammar}; whoever wants to share them keeps them.
 */
public final class GrammarCompiler {
    private final GrammarLoader loader;
    private final GrammarLimits limits;

    public GrammarCompiler(GrammarLoader loader, GrammarLimits limits) {
        this.loader = loader;
        this.limits = limits;
    }

    /**
     * A grammar by address: a fragment names the rule to activate, otherwise it is the root rule. A {@code builtin:}
     * address is a builtin grammar; anything else goes to the loader.
     *
     * @param language of a builtin grammar; a document says its own
     */
    public CompileResult compile(URI uri, Locale language) {
        if (BuiltinGrammars.is(uri)) {
            return BuiltinGrammars.parse(uri.toString(), GrammarMode.DTMF, language);
        }
        return switch (loader.load(withoutFragment(uri))) {
            case GrammarLoader.Loaded.Content content -> compile(content.bytes(), uri);
            case GrammarLoader.Loaded.Missing(var reason) ->
                rejected(new GrammarProblem(
                        GrammarProblem.Kind.REFERENCE,
                        uri,
                        Position.start(),
                        "the grammar cannot be had: " + reason,
                        "VoiceXML 2.0 §3.1.1.2",
                        "Correct the address or provide the document"));
        };
    }

    /** A document that is already here; {@code uri} may name a rule by its fragment. */
    public CompileResult compile(byte[] bytes, URI uri) {
        return compile(
                new GrammarParser(limits).parse(bytes, withoutFragment(uri)),
                Optional.ofNullable(uri.getFragment()),
                uri);
    }

    /** The {@code <grammar>} element of another document, from its first to its last bracket. */
    public CompileResult compileInline(String xml, Embedding embedding) {
        return compile(new GrammarParser(limits).parseInline(xml, embedding), Optional.empty(), embedding.base());
    }

    /** The grammar of one key sequence, as {@code choice}, {@code option} and {@code link} have it in {@code dtmf}. */
    public static Grammar keys(List<Key> keys) {
        var expansion = new Expansion.Sequence(keys.stream()
                .<Expansion>map(key -> new Expansion.Token(String.valueOf(key.symbol()), Locale.ROOT))
                .toList());
        var rules = new LinkedHashMap<String, Rule>();
        rules.put("keys", new Rule("keys", RuleScope.PUBLIC, expansion, List.of(), Position.start()));
        URI uri = URI.create("dtmf:" + Key.text(keys).replace("#", "%23"));
        var document = new GrammarDocument(
                uri,
                GrammarMode.DTMF,
                Locale.ROOT,
                new TagFormat.Undeclared(),
                Optional.of("keys"),
                rules,
                List.of(),
                List.of(),
                List.of());
        return switch (own(document)) {
            case CompileResult.Compiled(var grammar) -> grammar;
            case CompileResult.Rejected(var problems) -> throw new IllegalStateException(problems.toString());
        };
    }

    /** A document made here, which refers to nothing outside. */
    static CompileResult own(GrammarDocument document) {
        return new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults())
                .compile(new ParseResult.Parsed(document), Optional.empty(), document.uri());
    }

    private CompileResult compile(ParseResult read, Optional<String> rule, URI uri) {
        return switch (read) {
            case ParseResult.Broken(var problems) -> new CompileResult.Rejected(problems);
            case ParseResult.Parsed(var document) ->
                switch (ActiveRule.of(document, rule)) {
                    case ActiveRule.Absent(var what, var remedy) ->
                        rejected(new GrammarProblem(
                                GrammarProblem.Kind.REFERENCE, uri, Position.start(), what, "SRGS 1.0 §4.7", remedy));
                    case ActiveRule.Found(var active) -> link(document, active, uri);
                };
        };
    }

    private CompileResult link(GrammarDocument document, Rule active, URI uri) {
        var documents = new DocumentSet(loader, limits);
        documents.add(document);
        var problems = new ArrayList<GrammarProblem>();
        var builder = new NetworkBuilder(documents, problems);
        Optional<RuleNetwork> network = builder.build(new RuleKey(document.uri(), active.id()));
        var scripts = new TagScripts();
        documents.all().forEach(found -> scripts.compileAll(found, problems));
        return network.filter(_ -> problems.isEmpty())
                .<CompileResult>map(found -> new CompileResult.Compiled(
                        new Grammar(uri, documents.all(), found, builder.vocabulary(), scripts)))
                .orElseGet(() -> new CompileResult.Rejected(problems));
    }

    private static CompileResult rejected(GrammarProblem problem) {
        return new CompileResult.Rejected(List.of(problem));
    }

    private static URI withoutFragment(URI uri) {
        String whole = uri.toString();
        int hash = whole.indexOf('#');
        return hash < 0 ? uri : URI.create(whole.substring(0, hash));
    }
}
