package org.belltower.grammar;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Makes grammars ready to match. <i>Thread-safe</i> where its loader is. Each call returns a new {@link Grammar}; whoever
 * wants to share them keeps them.
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
        return loader.load(uri) instanceof GrammarLoader.Loaded.Content content
                ? compile(content.bytes(), uri)
                : BuiltinGrammars.parse(uri.toString(), GrammarMode.DTMF, language);
    }

    /** A document that is already here; {@code uri} may name a rule by its fragment. */
    public CompileResult compile(byte[] bytes, URI uri) {
        return link(new GrammarParser(limits).parse(bytes, uri));
    }

    /** The {@code <grammar>} element of another document, from its first to its last bracket. */
    public CompileResult compileInline(String xml, Embedding embedding) {
        return link(new GrammarParser(limits).parseInline(xml, embedding));
    }

    /** The grammar of one key sequence, as {@code choice}, {@code option} and {@code link} have it in {@code dtmf}. */
    public static Grammar keys(List<Key> keys) {
        return new Grammar(URI.create("dtmf:" + Key.text(keys).replace("#", "%23")), GrammarMode.DTMF, Locale.ROOT);
    }

    private static CompileResult link(ParseResult read) {
        return switch (read) {
            case ParseResult.Broken(var problems) -> new CompileResult.Rejected(problems);
            case ParseResult.Parsed(var document) ->
                new CompileResult.Compiled(new Grammar(document.uri(), document.mode(), document.language()));
        };
    }
}
