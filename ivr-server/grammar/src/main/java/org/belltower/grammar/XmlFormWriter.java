package org.belltower.grammar;

import java.util.Locale;
import java.util.Optional;

/** Writes one grammar in the XML form. <i>Confined to one thread.</i> Spec: SRGS 1.0, XML form. */
final class XmlFormWriter {
    private final GrammarDocument document;
    private final StringBuilder out = new StringBuilder();

    XmlFormWriter(GrammarDocument document) {
        this.document = document;
    }

    String write() {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<grammar");
        attribute("xmlns", SrgsReader.NAMESPACE);
        attribute("version", "1.0");
        attribute("mode", document.mode() == GrammarMode.DTMF ? "dtmf" : "voice");
        if (!document.language().equals(Locale.ROOT)) {
            attribute("xml:lang", document.language().toLanguageTag());
        }
        document.root().ifPresent(root -> attribute("root", root));
        document.tagFormat().name().ifPresent(name -> attribute("tag-format", name));
        out.append(">\n");
        document.lexicons().forEach(lexicon -> {
            out.append("  <lexicon");
            attribute("uri", lexicon.uri().toString());
            lexicon.type().ifPresent(type -> attribute("type", type));
            out.append("/>\n");
        });
        document.meta().forEach(meta -> {
            out.append("  <meta");
            attribute(meta.kind() == MetaEntry.Kind.NAME ? "name" : "http-equiv", meta.name());
            attribute("content", meta.content());
            out.append("/>\n");
        });
        document.tags().forEach(tag -> {
            out.append("  ");
            tag(tag);
            out.append('\n');
        });
        document.rules().values().forEach(this::rule);
        return out.append("</grammar>\n").toString();
    }

    private void rule(Rule rule) {
        out.append("  <rule");
        attribute("id", rule.id());
        if (rule.scope() == RuleScope.PUBLIC) {
            attribute("scope", "public");
        }
        out.append('>');
        rule.examples().forEach(example -> {
            out.append("<example>");
            text(example, rule.position());
            out.append("</example>");
        });
        content(rule.expansion());
        out.append("</rule>\n");
    }

    /** An expansion where several may stand one after the other. */
    private void content(Expansion expansion) {
        if (expansion instanceof Expansion.Sequence(var parts)) {
            parts.forEach(this::expansion);
        } else {
            expansion(expansion);
        }
    }

    private void expansion(Expansion expansion) {
        switch (expansion) {
            case Expansion.Token(var text, var language) -> {
                out.append("<token");
                if (!language.equals(document.language())) {
                    attribute("xml:lang", language.toLanguageTag());
                }
                out.append('>');
                text(text, Position.start());
                out.append("</token>");
            }
            case Expansion.Reference reference -> reference(reference.target());
            case Expansion.Sequence sequence -> {
                out.append("<item>");
                content(sequence);
                out.append("</item>");
            }
            case Expansion.Alternatives(var choices) -> {
                out.append("<one-of>");
                choices.forEach(this::choice);
                out.append("</one-of>");
            }
            case Expansion.Repeat repeat -> {
                out.append("<item");
                repeat(repeat);
                out.append("</item>");
            }
            case Expansion.Tag tag -> tag(tag);
        }
    }

    private void choice(Expansion.Choice choice) {
        out.append("<item");
        if (choice.weight() != 1) {
            attribute("weight", PlainNumber.text(choice.weight()));
        }
        if (choice.expansion() instanceof Expansion.Repeat repeat) {
            repeat(repeat);
        } else {
            out.append('>');
            content(choice.expansion());
        }
        out.append("</item>");
    }

    private void repeat(Expansion.Repeat repeat) {
        attribute("repeat", RepeatRange.of(repeat).toString());
        repeat.probability().ifPresent(value -> attribute("repeat-prob", PlainNumber.text(value)));
        out.append('>');
        content(repeat.body());
    }

    private void reference(RuleReference target) {
        out.append("<ruleref");
        switch (target) {
            case RuleReference.Local(var rule) -> attribute("uri", "#" + rule);
            case RuleReference.External external -> {
                attribute("uri", external.address());
                external.type().ifPresent(type -> attribute("type", type));
            }
            case RuleReference.Nothing() -> attribute("special", "NULL");
            case RuleReference.Never() -> attribute("special", "VOID");
            case RuleReference.Anything() -> attribute("special", "GARBAGE");
        }
        out.append("/>");
    }

    private void tag(Expansion.Tag tag) {
        out.append("<tag>");
        text(tag.content(), tag.position());
        out.append("</tag>");
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escaped(value, true, Position.start());
        out.append('"');
    }

    private void text(String text, Position position) {
        escaped(text, false, position);
    }

    private void escaped(String text, boolean attribute, Position position) {
        text.codePoints().forEach(c -> {
            Optional<String> entity = switch (c) {
                case '<' -> Optional.of("&lt;");
                case '>' -> Optional.of("&gt;");
                case '&' -> Optional.of("&amp;");
                case '"' -> Optional.of("&quot;");
                case '\r' -> Optional.of("&#13;");
                case '\n', '\t' -> attribute ? Optional.of("&#" + c + ";") : Optional.empty();
                default -> Optional.empty();
            };
            if (!inXml(c)) {
                throw new UnwritableException(
                        document.uri(),
                        position,
                        "the character U+%04X cannot stand in XML".formatted(c),
                        "XML 1.0 §2.2",
                        "Take it out");
            }
            entity.ifPresentOrElse(out::append, () -> out.appendCodePoint(c));
        });
    }

    private static boolean inXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
