package org.belltower.grammar;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;

/**
 * Reads the header and the rules of one XML grammar; what stands inside a rule is {@link ExpansionReader}'s.
 * <i>Confined to the thread that reads.</i>
 *
 * <p>Spec: SRGS 1.0 §3 and §4.
 */
final class SrgsReader {
    static final String NAMESPACE = "http://www.w3.org/2001/06/grammar";
    private static final String VOICEXML_NAMESPACE = "http://www.w3.org/2001/vxml";
    private static final Set<String> GRAMMAR_ATTRIBUTES = Set.of("version", "mode", "root", "tag-format");

    private final XmlCursor xml;
    private final Problems problems;
    private final GrammarLimits limits;
    private final Optional<Embedding> embedding;

    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final List<MetaEntry> meta = new ArrayList<>();
    private final List<LexiconReference> lexicons = new ArrayList<>();
    private final List<Expansion.Tag> tags = new ArrayList<>();

    SrgsReader(XmlCursor xml, Problems problems, GrammarLimits limits, Optional<Embedding> embedding) {
        this.xml = xml;
        this.problems = problems;
        this.limits = limits;
        this.embedding = embedding;
    }

    /** The document from its first element to its end; empty where the problems hold at least one. */
    Optional<GrammarDocument> read() {
        int event = xml.next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            event = xml.next();
        }
        Position start = xml.position();
        if (!xml.name().equals("grammar") || foreign(xml.namespace(), embedding.isPresent())) {
            problems.syntax(
                    start,
                    "the first element is <" + xml.name() + "> of the namespace “" + xml.namespace() + "”",
                    "SRGS 1.0 §4.2",
                    "Begin with <grammar xmlns=\"" + NAMESPACE + "\" version=\"1.0\">");
            return Optional.empty();
        }
        checkVersion(start);
        if (embedding.isEmpty()) {
            xml.plainAttributes().forEach(name -> {
                if (!GRAMMAR_ATTRIBUTES.contains(name)) {
                    unknownAttribute(problems, xml, name, "SRGS 1.0 §4");
                }
            });
        }
        GrammarMode mode = mode(start);
        Locale language = language(start, mode);
        TagFormat tagFormat = xml.attribute("tag-format").map(TagFormat::parse).orElseGet(TagFormat.Undeclared::new);
        Optional<String> root = xml.attribute("root").map(String::strip);
        URI base = base(start);

        var references = new LinkedHashMap<String, Position>();
        var expansions =
                new ExpansionReader(xml, problems, limits, base, new TokenReader(mode, problems, limits), references);
        readChildren(expansions, language, base);
        toTheEnd();

        root.ifPresent(id -> {
            if (!rules.containsKey(id)) {
                missing(start, "root=\"" + id + "\"", "SRGS 1.0 §4.7", id);
            }
        });
        references.forEach((id, position) -> {
            if (!rules.containsKey(id)) {
                missing(position, "uri=\"#" + id + "\"", "SRGS 1.0 §2.2.1", id);
            }
        });
        if (rules.isEmpty()) {
            problems.syntax(start, "the grammar has no rule", "SRGS 1.0 §3", "Write at least one <rule id=\"…\">");
        }
        return problems.none()
                ? Optional.of(new GrammarDocument(
                        problems.document(),
                        mode,
                        language,
                        tagFormat,
                        root,
                        new LinkedHashMap<>(rules),
                        meta,
                        lexicons,
                        tags))
                : Optional.empty();
    }

    private void readChildren(ExpansionReader expansions, Locale language, URI base) {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.END_ELEMENT -> {
                    return;
                }
                case XMLStreamConstants.START_ELEMENT -> readChild(expansions, language, base);
                case XMLStreamConstants.CHARACTERS -> {
                    if (!xml.characters().isBlank()) {
                        problems.syntax(
                                xml.position(),
                                "text stands outside a rule",
                                "SRGS 1.0 §4",
                                "Put it into a <rule> or take it out");
                    }
                }
                default -> {}
            }
        }
    }

    private void readChild(ExpansionReader expansions, Locale language, URI base) {
        if (foreign(xml.namespace(), true)) {
            xml.skip();
            return;
        }
        Position position = xml.position();
        switch (xml.name()) {
            case "rule" -> readRule(expansions, language);
            case "meta" -> {
                readMeta(position);
                xml.skip();
            }
            case "lexicon" -> {
                Optional<URI> uri = xml.attribute("uri").flatMap(text -> ExpansionReader.resolve(base, text));
                Optional<String> type = xml.attribute("type").map(String::strip);
                uri.ifPresentOrElse(
                        found -> lexicons.add(new LexiconReference(found, type)),
                        () -> problems.syntax(
                                position, "<lexicon> has no valid uri", "SRGS 1.0 §4.10", "Give it uri=\"…\""));
                xml.skip();
            }
            case "tag" -> tags.add(new Expansion.Tag(xml.text().strip(), position));
            case "metadata" -> xml.skip();
            default -> {
                problems.syntax(
                        position,
                        "<" + xml.name() + "> stands in <grammar>",
                        "SRGS 1.0 §4",
                        "Only lexicon, meta, metadata, tag and rule may stand there");
                xml.skip();
            }
        }
    }

    private void readMeta(Position position) {
        Optional<String> name = xml.attribute("name");
        Optional<String> header = xml.attribute("http-equiv");
        if (name.isPresent() == header.isPresent()) {
            problems.syntax(
                    position,
                    "<meta> has " + (name.isPresent() ? "both name and" : "neither name nor") + " http-equiv",
                    "SRGS 1.0 §4.11.1",
                    "Give it one of the two");
            return;
        }
        meta.add(new MetaEntry(
                name.isPresent() ? MetaEntry.Kind.NAME : MetaEntry.Kind.HTTP_EQUIV,
                name.or(() -> header).orElse(""),
                xml.attribute("content").orElse("")));
    }

    private void readRule(ExpansionReader expansions, Locale language) {
        Position position = xml.position();
        String id = xml.attribute("id").map(String::strip).orElse("");
        if (id.isEmpty()) {
            problems.syntax(position, "<rule> has no id", "SRGS 1.0 §3.1", "Give it id=\"…\"");
        } else if (!RuleName.fitsXml(id)) {
            problems.syntax(
                    position,
                    "the rule name “" + id + "” is no XML name",
                    "SRGS 1.0 §3.1",
                    "Begin with a letter, then write letters, digits and _");
        } else if (RuleName.reserved(id)) {
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
        for (String name : xml.plainAttributes()) {
            if (!name.equals("id") && !name.equals("scope")) {
                unknownAttribute(problems, xml, name, "SRGS 1.0 §3");
            }
        }
        RuleScope scope = switch (xml.attribute("scope").orElse("private").strip()) {
            case "public" -> RuleScope.PUBLIC;
            case "private" -> RuleScope.PRIVATE;
            default -> {
                problems.syntax(
                        position,
                        "scope=\"" + xml.attribute("scope").orElse("") + "\"",
                        "SRGS 1.0 §3.2",
                        "Write public or private");
                yield RuleScope.PRIVATE;
            }
        };
        var examples = new ArrayList<String>();
        Expansion expansion = expansions.rule(language, examples);
        rules.putIfAbsent(id, new Rule(id, scope, expansion, examples, position));
    }

    private void checkVersion(Position start) {
        Optional<String> version = xml.attribute("version").map(String::strip);
        boolean right = version.map("1.0"::equals).orElse(embedding.isPresent());
        if (!right) {
            problems.syntax(
                    start,
                    version.map(v -> "version=\"" + v + "\"").orElse("<grammar> has no version"),
                    "SRGS 1.0 §4.2",
                    "Write version=\"1.0\"");
        }
    }

    private GrammarMode mode(Position start) {
        return switch (xml.attribute("mode").orElse("voice").strip()) {
            case "voice" -> GrammarMode.VOICE;
            case "dtmf" -> GrammarMode.DTMF;
            default -> {
                problems.syntax(
                        start,
                        "mode=\"" + xml.attribute("mode").orElse("") + "\"",
                        "SRGS 1.0 §4.6",
                        "Write dtmf or voice");
                yield GrammarMode.VOICE;
            }
        };
    }

    private Locale language(Position start, GrammarMode mode) {
        Optional<Locale> own =
                xml.xmlAttribute("lang").map(text -> LanguageTag.parse(text, Locale.ROOT, start, problems));
        if (own.isEmpty() && embedding.isEmpty() && mode == GrammarMode.VOICE) {
            problems.syntax(
                    start,
                    "a voice grammar names no language",
                    "SRGS 1.0 §4.5",
                    "Write xml:lang=\"…\", or mode=\"dtmf\" for keys");
        }
        return own.or(() -> embedding.map(Embedding::language)).orElse(Locale.ROOT);
    }

    private URI base(Position start) {
        URI around = problems.document();
        return xml.xmlAttribute("base")
                .map(text -> ExpansionReader.resolve(around, text).orElseGet(() -> {
                    problems.syntax(start, "xml:base=\"" + text + "\" is no address", "SRGS 1.0 §4.9", "Correct it");
                    return around;
                }))
                .orElse(around);
    }

    private void toTheEnd() {
        while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
            // Comments and processing instructions may follow; the reader refuses anything else.
        }
    }

    private void missing(Position position, String where, String section, String id) {
        problems.reference(
                position, where + " names no rule of this grammar", section, "Write <rule id=\"" + id + "\">");
    }

    static void unknownAttribute(Problems problems, XmlCursor xml, String name, String section) {
        problems.syntax(xml.position(), "<" + xml.name() + "> has no attribute “" + name + "”", section, "Take it out");
    }

    /** Whether an element is not of this format. Inside VoiceXML the namespace of the whole may be the document's. */
    static boolean foreign(String namespace, boolean loose) {
        return !namespace.equals(NAMESPACE)
                && !(loose && (namespace.isEmpty() || namespace.equals(VOICEXML_NAMESPACE)));
    }
}
