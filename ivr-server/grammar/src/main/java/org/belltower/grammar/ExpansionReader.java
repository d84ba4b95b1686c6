package org.belltower.grammar;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;

/**
 * Reads what stands inside a rule. <i>Confined to the thread that reads.</i>
 *
 * <p>Spec: SRGS 1.0 §2.
 */
final class ExpansionReader {
    private static final Set<String> ITEM_ATTRIBUTES = Set.of("repeat", "repeat-prob", "weight");
    private static final Set<String> RULEREF_ATTRIBUTES = Set.of("uri", "special", "type");

    private final XmlCursor xml;
    private final Problems problems;
    private final GrammarLimits limits;
    private final URI base;
    private final TokenReader tokens;
    private final Map<String, Position> localReferences;

    /** @param localReferences takes each rule of the same document that is referred to, with the first place */
    ExpansionReader(
            XmlCursor xml,
            Problems problems,
            GrammarLimits limits,
            URI base,
            TokenReader tokens,
            Map<String, Position> localReferences) {
        this.xml = xml;
        this.problems = problems;
        this.limits = limits;
        this.base = base;
        this.tokens = tokens;
        this.localReferences = localReferences;
    }

    /** The content of a rule whose start tag was just read; its example elements go into {@code examples}. */
    Expansion rule(Locale language, List<String> examples) {
        return sequence(language, Optional.of(examples));
    }

    /** Everything up to the end tag of the element that was just entered. */
    private Expansion sequence(Locale language, Optional<List<String>> examples) {
        var parts = new ArrayList<Expansion>();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.END_ELEMENT -> {
                    return parts.size() == 1 ? parts.getFirst() : new Expansion.Sequence(parts);
                }
                case XMLStreamConstants.CHARACTERS ->
                    parts.addAll(tokens.words(xml.characters(), xml.position(), language));
                case XMLStreamConstants.START_ELEMENT -> {
                    if (SrgsReader.foreign(xml.namespace(), true)) {
                        xml.skip();
                    } else if (xml.name().equals("example") && examples.isPresent()) {
                        examples.get().add(xml.text().strip().replaceAll("\\s+", " "));
                    } else {
                        parts.addAll(element(language));
                    }
                }
                default -> {}
            }
        }
    }

    private List<Expansion> element(Locale around) {
        Position position = xml.position();
        Locale language = language(around, position);
        return switch (xml.name()) {
            case "item" -> {
                xml.attribute("weight")
                        .ifPresent(weight -> problems.syntax(
                                position,
                                "an <item> outside <one-of> has a weight",
                                "SRGS 1.0 §2.4.1",
                                "Take it out, or put the item into <one-of>"));
                yield List.of(item(language));
            }
            case "one-of" -> List.of(alternatives(language));
            case "token" -> tokens.token(xml.text(), position, language);
            case "ruleref" -> reference();
            case "tag" -> List.of(new Expansion.Tag(xml.text().strip(), position));
            default -> {
                problems.syntax(
                        position,
                        "<" + xml.name() + "> stands in an expansion",
                        "SRGS 1.0 §2",
                        "Only item, one-of, token, ruleref and tag may stand there");
                xml.skip();
                yield List.of();
            }
        };
    }

    private Expansion item(Locale language) {
        Position position = xml.position();
        for (String name : xml.plainAttributes()) {
            if (!ITEM_ATTRIBUTES.contains(name)) {
                SrgsReader.unknownAttribute(problems, xml, name, "SRGS 1.0 §2.3");
            }
        }
        Optional<RepeatRange> repeat = xml.attribute("repeat").flatMap(text -> {
            Optional<RepeatRange> range = RepeatRange.parse(text);
            if (range.isEmpty()) {
                problems.syntax(
                        position,
                        "repeat=\"" + text + "\"",
                        "SRGS 1.0 §2.5",
                        "Write n, m-n with m not larger than n, or m-");
            } else if (range.get().largest() > limits.repeat()) {
                problems.add(new GrammarProblem(
                        GrammarProblem.Kind.LIMIT,
                        problems.document(),
                        position,
                        "repeat=\"" + text + "\" is over " + limits.repeat(),
                        "limit of this server",
                        "Write a smaller number, or m- for no end"));
            }
            return range;
        });
        Optional<Double> probability = xml.attribute("repeat-prob")
                .flatMap(text -> number(text, position, "repeat-prob", "SRGS 1.0 §2.5.1"))
                .filter(value -> {
                    if (value > 1) {
                        problems.syntax(
                                position,
                                "repeat-prob=\"" + value + "\"",
                                "SRGS 1.0 §2.5.1",
                                "Write a number from 0.0 to 1.0");
                    }
                    return value <= 1;
                });
        Expansion body = sequence(language, Optional.empty());
        return repeat.filter(range -> !range.equals(new RepeatRange(1, OptionalInt.of(1))))
                .<Expansion>map(range -> new Expansion.Repeat(body, range.minimum(), range.maximum(), probability))
                .orElse(body);
    }

    private Expansion alternatives(Locale language) {
        Position position = xml.position();
        for (String name : xml.plainAttributes()) {
            SrgsReader.unknownAttribute(problems, xml, name, "SRGS 1.0 §2.4");
        }
        var choices = new ArrayList<Expansion.Choice>();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.END_ELEMENT -> {
                    if (choices.isEmpty()) {
                        problems.syntax(
                                position, "<one-of> has no <item>", "SRGS 1.0 §2.4", "Write at least one <item>");
                    }
                    return new Expansion.Alternatives(choices);
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    if (SrgsReader.foreign(xml.namespace(), true)) {
                        xml.skip();
                    } else if (xml.name().equals("item")) {
                        choices.add(choice(language));
                    } else {
                        problems.syntax(
                                xml.position(),
                                "<" + xml.name() + "> stands in <one-of>",
                                "SRGS 1.0 §2.4",
                                "Put it into an <item>");
                        xml.skip();
                    }
                }
                case XMLStreamConstants.CHARACTERS -> {
                    if (!xml.characters().isBlank()) {
                        problems.syntax(
                                xml.position(), "text stands in <one-of>", "SRGS 1.0 §2.4", "Put it into an <item>");
                    }
                }
                default -> {}
            }
        }
    }

    private Expansion.Choice choice(Locale around) {
        Position position = xml.position();
        Locale language = language(around, position);
        double weight = xml.attribute("weight")
                .flatMap(text -> number(text, position, "weight", "SRGS 1.0 §2.4.1"))
                .orElse(1.0);
        return new Expansion.Choice(item(language), weight);
    }

    private List<Expansion> reference() {
        Position position = xml.position();
        for (String name : xml.plainAttributes()) {
            if (!RULEREF_ATTRIBUTES.contains(name)) {
                SrgsReader.unknownAttribute(problems, xml, name, "SRGS 1.0 §2.2");
            }
        }
        Optional<String> uri = xml.attribute("uri").map(String::strip);
        Optional<String> special = xml.attribute("special").map(String::strip);
        Optional<String> type = xml.attribute("type").map(String::strip);
        language(Locale.ROOT, position); // Says nothing: the rule that is referred to has its own.
        if (!xml.text().isBlank()) {
            problems.syntax(position, "<ruleref> has content", "SRGS 1.0 §2.2", "Leave it empty");
        }
        if (uri.isPresent() == special.isPresent()) {
            problems.syntax(
                    position,
                    uri.isPresent() ? "<ruleref> has both uri and special" : "<ruleref> leads nowhere",
                    "SRGS 1.0 §2.2",
                    "Give it either uri or special");
            return List.of();
        }
        return uri.map(text -> byAddress(text, type, position))
                .orElseGet(() -> bySpecialName(special.orElse(""), position))
                .<List<Expansion>>map(target -> List.of(new Expansion.Reference(target, position)))
                .orElse(List.of());
    }

    private Optional<RuleReference> byAddress(String text, Optional<String> type, Position position) {
        if (text.startsWith("#") && text.length() > 1) {
            String rule = text.substring(1);
            localReferences.putIfAbsent(rule, position);
            return Optional.of(new RuleReference.Local(rule));
        }
        Optional<RuleReference> target =
                RuleReference.External.of(base, text, type).map(found -> found);
        if (target.isEmpty()) {
            problems.syntax(
                    position,
                    "uri=\"" + text + "\" is no address",
                    "SRGS 1.0 §2.2.2",
                    "Write #rule, document or document#rule");
        }
        return target;
    }

    private Optional<RuleReference> bySpecialName(String name, Position position) {
        return switch (name) {
            case "NULL" -> Optional.of(new RuleReference.Nothing());
            case "VOID" -> Optional.of(new RuleReference.Never());
            case "GARBAGE" -> Optional.of(new RuleReference.Anything());
            default -> {
                problems.syntax(position, "special=\"" + name + "\"", "SRGS 1.0 §2.2.3", "Write NULL, VOID or GARBAGE");
                yield Optional.empty();
            }
        };
    }

    private Optional<Double> number(String text, Position position, String attribute, String section) {
        Optional<Double> number = PlainNumber.parse(text);
        if (number.isEmpty()) {
            problems.syntax(
                    position, attribute + "=\"" + text + "\"", section, "Write a plain number such as 2 or 0.5");
        }
        return number;
    }

    private Locale language(Locale around, Position position) {
        return xml.xmlAttribute("lang")
                .map(text -> LanguageTag.parse(text, around, position, problems))
                .orElse(around);
    }

    /** An address taken relative to another; empty where the text is none. */
    static Optional<URI> resolve(URI base, String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(base.resolve(new URI(text.strip())));
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }
}
