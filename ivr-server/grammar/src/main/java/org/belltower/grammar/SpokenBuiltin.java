package org.belltower.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The builtin types as they are spoken: grammars in the ABNF form, one a type and language, beside this class. Values have
 * the form that the keyed types give. <i>Thread-safe.</i>
 *
 * <p>Spec: VoiceXML 2.0 Appendix P.
 */
final class SpokenBuiltin {
    private static final Set<String> LANGUAGES = Set.of("en", "zh");

    private SpokenBuiltin() {}

    /**
     * The grammar of a type; empty where the language has none.
     *
     * @param keyed the same type as it is keyed, whose number of digits holds for speech too
     */
    static Optional<GrammarDocument> document(URI uri, KeyBuiltin type, Locale language, Expansion keyed) {
        if (!LANGUAGES.contains(language.getLanguage())) {
            return Optional.empty();
        }
        String name = type.name().toLowerCase(Locale.ROOT);
        GrammarDocument document = read("builtin/" + language.getLanguage() + "/" + name + ".gram", uri);
        var rules = new LinkedHashMap<>(document.rules());
        if (type == KeyBuiltin.DIGITS && keyed instanceof Expansion.Repeat counted) {
            var digit = new Expansion.Reference(new RuleReference.Local("digit"), Position.start());
            var digits = new Expansion.Repeat(digit, counted.minimum(), counted.maximum(), counted.probability());
            rules.put(name, new Rule(name, RuleScope.PUBLIC, digits, List.of(), Position.start()));
        }
        return Optional.of(new GrammarDocument(
                uri,
                GrammarMode.VOICE,
                language,
                document.tagFormat(),
                document.root(),
                rules,
                document.meta(),
                document.lexicons(),
                document.tags()));
    }

    private static GrammarDocument read(String resource, URI uri) {
        try (InputStream stream = SpokenBuiltin.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The builtin grammar " + resource + " is not beside the program");
            }
            return switch (new GrammarParser(GrammarLimits.defaults()).parse(stream.readAllBytes(), uri)) {
                case ParseResult.Parsed(var document) -> document;
                case ParseResult.Broken(var problems) -> throw new IllegalStateException(problems.toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException("The builtin grammar " + resource + " cannot be read", e);
        }
    }
}
