package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever model is written down, in either form, reads back as the same model. */
class GrammarWriterTest {
    private static final List<Locale> LANGUAGES =
            List.of(Locale.US, Locale.CHINA, Locale.CANADA_FRENCH, Locale.forLanguageTag("yue-Hant-HK"));

    @Provide
    Arbitrary<GrammarDocument> documents() {
        return Arbitraries.of(GrammarMode.values()).flatMap(mode -> {
            Arbitrary<Map<String, Expansion>> rules = Arbitraries.maps(
                            Arbitraries.of("a", "b", "净值", "_c1"), expansions(mode, 3))
                    .ofMinSize(1);
            Arbitrary<String> text = text();
            Arbitrary<MetaEntry> meta = Combinators.combine(Arbitraries.of(MetaEntry.Kind.values()), text, text)
                    .as(MetaEntry::new);
            Arbitrary<LexiconReference> lexicon = Arbitraries.of("http://example.com/a.pls", "file:/b%20c.pls")
                    .map(URI::create)
                    .flatMap(uri -> Arbitraries.of("application/pls+xml")
                            .optional()
                            .map(type -> new LexiconReference(uri, type)));
            return Combinators.combine(
                            rules,
                            Arbitraries.of(LANGUAGES),
                            Arbitraries.of(
                                    new TagFormat.Undeclared(),
                                    new TagFormat.Literals(),
                                    new TagFormat.Script(),
                                    new TagFormat.Other("http://example.com/f")),
                            meta.list().ofMaxSize(2),
                            lexicon.list().ofMaxSize(2),
                            tags().list().ofMaxSize(2),
                            Arbitraries.of(RuleScope.values()),
                            text.map(t -> t.strip().replaceAll("\\s+", " "))
                                    .list()
                                    .ofMaxSize(2))
                    .as((expansions, language, format, entries, lexicons, tags, scope, examples) -> {
                        var all = new LinkedHashMap<String, Rule>();
                        expansions.forEach((id, expansion) ->
                                all.put(id, new Rule(id, scope, expansion, examples, Position.start())));
                        return new GrammarDocument(
                                Grammars.HERE,
                                mode,
                                language,
                                format,
                                all.keySet().stream().findFirst(),
                                all,
                                entries,
                                lexicons,
                                tags);
                    });
        });
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings().withChars("ab净 \"<>&;\n{}").ofMaxLength(6);
    }

    private static Arbitrary<Expansion.Tag> tags() {
        return Arbitraries.strings()
                .withChars("ab净 \"'<>&;{}!\n")
                .ofMaxLength(10)
                .map(content -> new Expansion.Tag(content.strip(), Position.start()));
    }

    private static Arbitrary<Expansion> expansions(GrammarMode mode, int depth) {
        Arbitrary<Expansion> token = Combinators.combine(
                        mode == GrammarMode.DTMF
                                ? Arbitraries.of("0", "9", "*", "#", "A")
                                : Arbitraries.of(
                                        "yes", "New York", "净值", "public", "don't", "a;b", "$x", "/2/", "{", "<1>"),
                        Arbitraries.of(LANGUAGES))
                .as(Expansion.Token::new);
        Arbitrary<Expansion> reference = Arbitraries.<RuleReference>of(
                        new RuleReference.Nothing(),
                        new RuleReference.Never(),
                        new RuleReference.Anything(),
                        new RuleReference.External(URI.create("http://x/y"), Optional.of("净值"), Optional.empty()),
                        new RuleReference.External(URI.create("http://x/y"), Optional.empty(), Optional.of("text/x")))
                .map(target -> new Expansion.Reference(target, Position.start()));
        Arbitrary<Expansion> leaf = Arbitraries.oneOf(token, reference, tags().map(tag -> tag));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<Expansion> inner = expansions(mode, depth - 1);
        Arbitrary<Expansion> sequence =
                inner.list().ofMaxSize(3).filter(parts -> parts.size() != 1).map(Expansion.Sequence::new);
        Arbitrary<Expansion> choice = Combinators.combine(inner, Arbitraries.of(1.0, 0.0, 0.5, 2.5, 1000000.0, 0.00001))
                .as(Expansion.Choice::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(Expansion.Alternatives::new);
        Arbitrary<Expansion> repeat = Combinators.combine(
                        inner,
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(-1, 3),
                        Arbitraries.of(0.0, 0.25, 1.0).optional())
                .as(GrammarWriterTest::repeat);
        return Arbitraries.oneOf(leaf, sequence, choice, repeat);
    }

    private static Expansion repeat(Expansion body, int minimum, int more, Optional<Double> probability) {
        boolean endless = more < 0 || (minimum == 1 && more == 0); // Once is no repeat: a reader leaves it out.
        return new Expansion.Repeat(
                body, minimum, endless ? OptionalInt.empty() : OptionalInt.of(minimum + more), probability);
    }

    private static GrammarDocument read(String text) {
        return switch (new GrammarParser(GrammarLimits.defaults())
                .parse(text.getBytes(StandardCharsets.UTF_8), Grammars.HERE)) {
            case ParseResult.Parsed(var document) -> Models.withoutPlaces(document);
            case ParseResult.Broken(var problems) -> throw new AssertionError(problems + " in " + text);
        };
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void modelReadsBackFromTheXmlForm(@ForAll("documents") GrammarDocument document) {
        switch (GrammarWriter.xml(document)) {
            case WriteResult.Written(var text) ->
                assertThat(read(text)).as(text).isEqualTo(document);
            case WriteResult.Impossible(var problem) -> throw new AssertionError(problem);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void modelReadsBackFromTheAbnfForm(@ForAll("documents") GrammarDocument document) {
        switch (GrammarWriter.abnf(document)) {
            case WriteResult.Written(var text) ->
                assertThat(read(text)).as(text).isEqualTo(document);
            case WriteResult.Impossible(var problem) ->
                assertThat(problem.what()).containsAnyOf("holds }!}", "both kinds of quotes", "holds */");
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void eitherFormTurnsIntoTheOther(@ForAll("documents") GrammarDocument document) {
        if (GrammarWriter.abnf(document) instanceof WriteResult.Written(var abnf)) {
            assertThat(GrammarWriter.xml(read(abnf))).isEqualTo(GrammarWriter.xml(document));
        }
    }

    @Test
    void whatAFormCannotSayIsToldWithItsPlace() {
        GrammarDocument document = read(Grammars.document(
                "", "<rule id=\"main\">1 <tag>var a = {}; /* }!} */</tag></rule><rule id=\"a.b\">2</rule>"));
        assertThat(GrammarWriter.xml(document)).isInstanceOf(WriteResult.Written.class);
        assertThat(GrammarWriter.abnf(document))
                .isInstanceOfSatisfying(
                        WriteResult.Impossible.class,
                        impossible -> assertThat(impossible.problem().what()).isEqualTo("a tag holds }!}"));
    }
}
