package org.belltower.grammar;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the header and the rules of one grammar in the ABNF form; what stands inside a rule is
 * {@link AbnfExpansionReader}'s. <i>Confined to the thread that reads.</i> Behind a problem it goes on at the next
 * semicolon.
 *
 * <p>Spec: SRGS 1.0 §3, §4 and Appendix D.
 */
final class AbnfReader {
    private final Problems problems;
    private final Optional<Embedding> embedding;
    private final AbnfTokens tokens;
    private final GrammarLimits limits;

    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, Position> references = new LinkedHashMap<>();
    private final List<MetaEntry> meta = new ArrayList<>();
    private final List<LexiconReference> lexicons = new ArrayList<>();
    private final List<Expansion.Tag> tags = new ArrayList<>();
    private final Map<String, AbnfToken> once = new LinkedHashMap<>();
    private Optional<Locale> language = Optional.empty();
    private GrammarMode mode = GrammarMode.VOICE;
    private TagFormat tagFormat = new TagFormat.Undeclared();
    private Optional<String> root = Optional.empty();
    private URI base;

    AbnfReader(SourceText source, Problems problems, GrammarLimits limits, Optional<Embedding> embedding) {
        this.problems = problems;
        this.limits = limits;
        this.embedding = embedding;
        this.tokens = new AbnfTokens(AbnfLexer.tokens(source, problems.document(), limits), problems.document());
        this.base = problems.document();
    }

    /** The document from its header to its end; empty where the problems hold at least one. */
    Optional<GrammarDocument> read() {
        Position start = tokens.peek().position();
        List<String> examples = List.of();
        while (tokens.peek().kind() != AbnfToken.Kind.END) {
            AbnfToken next = tokens.peek();
            if (next.kind() == AbnfToken.Kind.DOCUMENTATION) {
                examples = AbnfExamples.of(tokens.next().text());
                continue;
            }
            try {
                if (next.kind() == AbnfToken.Kind.RULE_NAME || next.isWord("public") || next.isWord("private")) {
                    rule(examples);
                } else {
                    declaration();
                }
            } catch (UnreadableGrammarException e) {
                problems.add(e.problem());
                tokens.skipStatement();
            }
            examples = List.of();
        }
        check(start);
        return problems.none()
                ? Optional.of(new GrammarDocument(
                        problems.document(),
                        mode,
                        language(),
                        tagFormat,
                        root,
                        new LinkedHashMap<>(rules),
                        meta,
                        lexicons,
                        tags))
                : Optional.empty();
    }

    private void check(Position start) {
        AbnfToken rootToken = once.get("root");
        root.filter(id -> !rules.containsKey(id))
                .ifPresent(id ->
                        missing(rootToken == null ? start : rootToken.position(), "root $" + id, "SRGS 1.0 §4.7", id));
        references.forEach((id, position) -> {
            if (!rules.containsKey(id)) {
                missing(position, "$" + id, "SRGS 1.0 §2.2.1", id);
            }
        });
        if (language.isEmpty() && embedding.isEmpty() && mode == GrammarMode.VOICE) {
            problems.syntax(
                    start,
                    "a voice grammar names no language",
                    "SRGS 1.0 §4.5",
                    "Write “language …;”, or “mode dtmf;” for keys");
        }
        if (rules.isEmpty()) {
            problems.syntax(start, "the grammar has no rule", "SRGS 1.0 §3", "Write at least one “$name = …;”");
        }
    }

    private Locale language() {
        return language.or(() -> embedding.map(Embedding::language)).orElse(Locale.ROOT);
    }

    private void declaration() {
        AbnfToken keyword = tokens.next();
        if (keyword.kind() == AbnfToken.Kind.TAG) {
            tags.add(new Expansion.Tag(keyword.text(), keyword.position()));
            tokens.end();
            return;
        }
        if (!rules.isEmpty()) {
            throw tokens.unexpected(keyword, "a rule", "SRGS 1.0 Appendix D");
        }
        switch (keyword.kind() == AbnfToken.Kind.WORD ? keyword.text() : "") {
            case "base" -> {
                AbnfToken address = tokens.take(AbnfToken.Kind.ANGLED, "an address", "SRGS 1.0 §4.9");
                base = resolve(address);
            }
            case "language" -> {
                AbnfToken code = tokens.take(AbnfToken.Kind.WORD, "a language", "SRGS 1.0 §4.5");
                language = Optional.of(LanguageTag.parse(code.text(), Locale.ROOT, code.position(), problems));
            }
            case "mode" -> mode = mode(tokens.next());
            case "root" ->
                root = Optional.of(tokens.take(AbnfToken.Kind.RULE_NAME, "a rule name", "SRGS 1.0 §4.7")
                        .text());
            case "tag-format" ->
                tagFormat = TagFormat.parse(tokens.take(AbnfToken.Kind.ANGLED, "an address", "SRGS 1.0 §4.8")
                        .text());
            case "lexicon" -> {
                AbnfToken address = tokens.take(AbnfToken.Kind.ANGLED, "an address", "SRGS 1.0 §4.10");
                lexicons.add(new LexiconReference(resolve(address), type(address)));
            }
            case "meta" -> meta.add(meta(MetaEntry.Kind.NAME));
            case "http-equiv" -> meta.add(meta(MetaEntry.Kind.HTTP_EQUIV));
            default -> throw tokens.unexpected(keyword, "a declaration or a rule", "SRGS 1.0 Appendix D");
        }
        tokens.end();
        if (!List.of("lexicon", "meta", "http-equiv").contains(keyword.text())
                && once.putIfAbsent(keyword.text(), keyword) != null) {
            problems.syntax(
                    keyword.position(), "“" + keyword.text() + "” is declared twice", "SRGS 1.0 §4", "Take one out");
        }
    }

    private GrammarMode mode(AbnfToken word) {
        return switch (word.text()) {
            case "voice" -> GrammarMode.VOICE;
            case "dtmf" -> GrammarMode.DTMF;
            default -> throw tokens.unexpected(word, "voice or dtmf", "SRGS 1.0 §4.6");
        };
    }

    private MetaEntry meta(MetaEntry.Kind kind) {
        String name = quoted();
        AbnfToken is = tokens.next();
        if (!is.isWord("is")) {
            throw tokens.unexpected(is, "“is”", "SRGS 1.0 §4.11.1");
        }
        return new MetaEntry(kind, name, quoted());
    }

    private String quoted() {
        AbnfToken text = tokens.next();
        return switch (text.kind()) {
            case DOUBLE_QUOTED, SINGLE_QUOTED -> text.text();
            default -> throw tokens.unexpected(text, "a text in quotes", "SRGS 1.0 §4.11.1");
        };
    }

    private URI resolve(AbnfToken address) {
        return ExpansionReader.resolve(base, address.text())
                .orElseThrow(() -> tokens.unexpected(address, "an address", "SRGS 1.0 Appendix D"));
    }

    private static Optional<String> type(AbnfToken address) {
        return Optional.of(address.type()).filter(type -> !type.isEmpty());
    }

    private void rule(List<String> examples) {
        Position position = tokens.peek().position();
        RuleScope scope = RuleScope.PRIVATE;
        if (tokens.peek().kind() == AbnfToken.Kind.WORD) {
            scope = tokens.next().text().equals("public") ? RuleScope.PUBLIC : RuleScope.PRIVATE;
        }
        String id = tokens.take(AbnfToken.Kind.RULE_NAME, "a rule name", "SRGS 1.0 §3")
                .text();
        if (RuleName.reserved(id)) {
            problems.syntax(
                    position, "the rule name “" + id + "” is reserved", "SRGS 1.0 §2.2.3", "Choose another name");
        } else if (rules.containsKey(id)) {
            problems.syntax(
                    position,
                    "there is a rule “" + id + "” already, at line "
                            + rules.get(id).position().line(),
                    "SRGS 1.0 §3.1",
                    "Choose another name");
        }
        tokens.mark('=', "SRGS 1.0 §3");
        var reader = new AbnfExpansionReader(
                tokens, problems, limits, base, new TokenReader(mode, problems, limits), references);
        Expansion expansion = reader.expansion(language());
        tokens.end();
        rules.putIfAbsent(id, new Rule(id, scope, expansion, examples, position));
    }

    private void missing(Position position, String where, String section, String id) {
        problems.reference(position, where + " names no rule of this grammar", section, "Write “$" + id + " = …;”");
    }
}
