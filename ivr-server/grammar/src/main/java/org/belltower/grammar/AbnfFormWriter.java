package org.belltower.grammar;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes one grammar in the ABNF form. <i>Confined to one thread.</i> Spec: SRGS 1.0 Appendix D. */
final class AbnfFormWriter {
    private static final String SECTION = "SRGS 1.0 Appendix D";
    private static final Pattern BARE_WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_.:\\-]+");

    private final GrammarDocument document;
    private final StringBuilder out = new StringBuilder();

    AbnfFormWriter(GrammarDocument document) {
        this.document = document;
    }

    String write() {
        out.append("#ABNF 1.0 UTF-8;\n");
        if (!document.language().equals(Locale.ROOT)) {
            out.append("language ").append(document.language().toLanguageTag()).append(";\n");
        }
        out.append("mode ")
                .append(document.mode() == GrammarMode.DTMF ? "dtmf" : "voice")
                .append(";\n");
        document.root()
                .ifPresent(root -> out.append("root ")
                        .append(ruleName(root, Position.start()))
                        .append(";\n"));
        document.tagFormat()
                .name()
                .ifPresent(
                        name -> out.append("tag-format ").append(angled(name)).append(";\n"));
        document.lexicons()
                .forEach(lexicon -> out.append("lexicon ")
                        .append(address(lexicon.uri(), Optional.empty(), lexicon.type()))
                        .append(";\n"));
        document.meta()
                .forEach(meta -> out.append(meta.kind() == MetaEntry.Kind.NAME ? "meta " : "http-equiv ")
                        .append(quoted(meta.name()))
                        .append(" is ")
                        .append(quoted(meta.content()))
                        .append(";\n"));
        document.tags().forEach(tag -> out.append(tag(tag)).append(";\n"));
        document.rules().values().forEach(this::rule);
        return out.toString();
    }

    private void rule(Rule rule) {
        if (!rule.examples().isEmpty()) {
            out.append("/**\n");
            rule.examples().forEach(example -> {
                if (example.contains("*/")) {
                    throw unwritable(rule.position(), "an example holds */");
                }
                out.append(" * @example ").append(example).append('\n');
            });
            out.append(" */\n");
        }
        if (rule.scope() == RuleScope.PUBLIC) {
            out.append("public ");
        }
        out.append(ruleName(rule.id(), rule.position())).append(" = ");
        expansion(rule.expansion(), true);
        out.append(";\n");
    }

    /** An expansion; inside another one, what would run into its neighbours stands in brackets. */
    private void expansion(Expansion expansion, boolean whole) {
        switch (expansion) {
            case Expansion.Token token -> token(token);
            case Expansion.Reference(var target, var position) -> out.append(reference(target, position));
            case Expansion.Sequence(var parts) -> {
                boolean brackets = !whole || parts.isEmpty();
                out.append(brackets ? "(" : "");
                for (int i = 0; i < parts.size(); i++) {
                    out.append(i == 0 ? "" : " ");
                    expansion(parts.get(i), false);
                }
                out.append(brackets ? ")" : "");
            }
            case Expansion.Alternatives alternatives -> {
                out.append(whole ? "" : "(");
                alternatives(alternatives);
                out.append(whole ? "" : ")");
            }
            case Expansion.Repeat repeat -> {
                boolean group = repeat.body() instanceof Expansion.Repeat;
                out.append(group ? "(" : "");
                expansion(repeat.body(), false);
                out.append(group ? ")" : "").append('<').append(RepeatRange.of(repeat));
                repeat.probability()
                        .ifPresent(value ->
                                out.append(" /").append(PlainNumber.text(value)).append('/'));
                out.append('>');
            }
            case Expansion.Tag tag -> out.append(tag(tag));
        }
    }

    private void alternatives(Expansion.Alternatives alternatives) {
        boolean weighted = alternatives.choices().size() == 1
                || alternatives.choices().stream().anyMatch(choice -> choice.weight() != 1);
        String between = "";
        for (Expansion.Choice choice : alternatives.choices()) {
            out.append(between);
            if (weighted) {
                out.append('/').append(PlainNumber.text(choice.weight())).append("/ ");
            }
            boolean sequence = choice.expansion() instanceof Expansion.Sequence;
            expansion(choice.expansion(), sequence);
            between = " | ";
        }
    }

    private void token(Expansion.Token token) {
        String text = token.text();
        boolean bare = BARE_WORD.matcher(text).matches();
        if (!bare && text.indexOf('"') >= 0) {
            throw unwritable(Position.start(), "the token " + text + " holds a quote");
        }
        out.append(bare ? text : "\"" + text + "\"");
        if (!token.language().equals(document.language())) {
            out.append('!').append(token.language().toLanguageTag());
        }
    }

    private String reference(RuleReference target, Position position) {
        return switch (target) {
            case RuleReference.Local(var rule) -> ruleName(rule, position);
            case RuleReference.External(var uri, var rule, var type) -> "$" + address(uri, rule, type);
            case RuleReference.Nothing() -> "$NULL";
            case RuleReference.Never() -> "$VOID";
            case RuleReference.Anything() -> "$GARBAGE";
        };
    }

    private String address(URI uri, Optional<String> rule, Optional<String> type) {
        return angled(new RuleReference.External(uri, rule, type).address())
                + type.map(text -> "~" + angled(text)).orElse("");
    }

    private String angled(String text) {
        if (text.indexOf('>') >= 0) {
            throw unwritable(Position.start(), "“" + text + "” holds >");
        }
        return "<" + text + ">";
    }

    private String quoted(String text) {
        char quote = text.indexOf('"') < 0 ? '"' : '\'';
        if (text.indexOf(quote) >= 0) {
            throw unwritable(Position.start(), "the text “" + text + "” holds both kinds of quotes");
        }
        return quote + text + quote;
    }

    private String ruleName(String name, Position position) {
        if (!RuleName.fitsAbnf(name)) {
            throw unwritable(position, "the rule name “" + name + "” holds a dot or hyphen");
        }
        return "$" + name;
    }

    private String tag(Expansion.Tag tag) {
        String content = tag.content();
        if (content.indexOf('}') < 0 && !content.startsWith("!{")) {
            return "{" + content + "}";
        }
        if (content.contains("}!}")) {
            throw unwritable(tag.position(), "a tag holds }!}");
        }
        return "{!{" + content + "\n}!}";
    }

    private UnwritableException unwritable(Position position, String what) {
        return new UnwritableException(document.uri(), position, what, SECTION, "Use the XML form");
    }
}
