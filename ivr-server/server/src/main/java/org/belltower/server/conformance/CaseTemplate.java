package org.belltower.server.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.server.conversation.CallerAct;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.MarkupReader;
import org.belltower.voicexml.markup.Node;
import org.belltower.voicexml.markup.XmlText;

/**
 * Turns a template of the W3C's suites into VoiceXML: each element of the {@code conf:} namespace becomes what it stands for.
 * Everything else is left as it is. Thread-safe.
 */
final class CaseTemplate {
    /** The label of the {@code <log>} that {@code conf:pass} becomes. */
    static final String PASS = "conf:pass";

    /** What {@code conf:pass} says. */
    static final String SAID = "pass";

    /** The label of the {@code <log>} that {@code conf:fail} becomes. */
    static final String FAIL = "conf:fail";

    private static final String NAMESPACE = "http://www.w3.org/2002/vxml-conformance";
    private static final Set<String> ITEMS = Set.of("field", "initial", "menu", "record", "transfer", "object");

    private final MarkupReader reader = new MarkupReader();

    /** A template that is not well-formed is left as it is, for the interpreter to refuse. */
    Content fill(Content template, String file) {
        return switch (reader.read(template, file)) {
            case MarkupReader.Outcome.Broken _ -> template;
            case MarkupReader.Outcome.Read(Markup root) -> {
                var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
                element(root, "", new AtomicInteger(), xml);
                yield Content.of(xml.toString());
            }
        };
    }

    private void content(Markup parent, String namespace, StringBuilder xml) {
        var cues = new AtomicInteger(ITEMS.contains(parent.name()) ? 0 : Integer.MIN_VALUE);
        for (Node node : parent.content()) {
            switch (node) {
                case Node.Text text -> XmlText.escape(text.text(), xml);
                case Node.Child(Markup child) -> element(child, namespace, cues, xml);
            }
        }
    }

    /**
     * @param around the namespace of the element around
     * @param cues how many the item around has had; negative outside an item
     */
    private void element(Markup markup, String around, AtomicInteger cues, StringBuilder xml) {
        if (markup.namespace().equals(NAMESPACE)) {
            conf(markup, around, cues, xml);
            return;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        // In one suite the files were renamed from .vxml to .txml, and a namespace was renamed along.
        String namespace =
                markup.namespace().equals("http://www.w3.org/2001/txml") ? Markup.VOICEXML : markup.namespace();
        if (!namespace.equals(around)) {
            attributes.put("xmlns", namespace);
        }
        attributes.putAll(markup.attributes());
        XmlText.open(markup.name(), attributes, xml);
        if (markup.content().isEmpty()) {
            xml.append("/>");
            return;
        }
        xml.append('>');
        content(markup, namespace, xml);
        xml.append("</").append(markup.name()).append('>');
    }

    private void conf(Markup markup, String around, AtomicInteger cues, StringBuilder xml) {
        String value = markup.attribute("value").orElse("");
        switch (markup.name()) {
            case "pass" -> verdict(PASS, Optional.empty(), SAID, xml);
            case "fail" ->
                verdict(
                        FAIL,
                        Optional.of(markup.attribute("expr")
                                .orElseGet(() -> "'"
                                        + markup.attribute("reason").orElse("").replace("'", "\\'") + "'")),
                        "fail",
                        xml);
            case "comment" -> {
                xml.append("<log>");
                content(markup, around, xml);
                xml.append("</log>");
            }
            case "grammar" -> grammar(markup, xml);
            case "phrase" ->
                XmlText.escape(Phrases.of(markup.attribute("utterance").orElse("")), xml);
            case "speech" -> cue(new CallerAct.Words(Phrases.of(value)), cues, xml);
            case "dtmf" -> cue(new CallerAct.Keys(value), cues, xml);
            case "noinput" -> cue(new CallerAct.Silence(), cues, xml);
            case "nomatch" -> cue(new CallerAct.Words(Phrases.OUTSIDE), cues, xml);
            case "hangup" -> cue(new CallerAct.HangUp(), cues, xml);
            case "recording" ->
                cue(
                        new CallerAct.Words(
                                value.equals("nonspeech") ? Phrases.OUTSIDE : "we go to " + Phrases.of(value)),
                        cues,
                        xml);
            // Left as an element that no interpreter knows, so that the case fails and says which.
            default -> xml.append("<conf-").append(markup.name()).append("-is-not-known/>");
        }
    }

    private static void verdict(String label, Optional<String> expression, String word, StringBuilder xml) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("label", label);
        expression.ifPresent(source -> attributes.put("expr", source));
        XmlText.open("log", attributes, xml);
        xml.append("/><prompt xml:lang=\"en-US\">").append(word).append("</prompt><exit/>");
    }

    private static void cue(CallerAct act, AtomicInteger cues, StringBuilder xml) {
        int count = cues.incrementAndGet();
        xml.append("<prompt xml:lang=\"en-US\"");
        if (count > 0) {
            xml.append(" count=\"").append(count).append('"');
        }
        xml.append('>');
        XmlText.escape(Cue.of(act), xml);
        xml.append("</prompt>");
    }

    private static void grammar(Markup markup, StringBuilder xml) {
        Optional<String> text = markup.attribute("interp");
        boolean keys = !markup.children().isEmpty();
        xml.append(
                "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" mode=\"voice\" xml:lang=\"en-US\""
                        + " root=\"phrase\" tag-format=\"");
        xml.append(keys ? "semantics/1.0" : "semantics/1.0-literals")
                .append("\"><rule id=\"phrase\" scope=\"public\">");
        XmlText.escape(Phrases.of(markup.attribute("utterance").orElse("")), xml);
        if (keys) {
            xml.append("<tag>");
            var object = new StringBuilder("out = ");
            object(markup, object);
            XmlText.escape(object, xml);
            xml.append("</tag>");
        } else if (text.isPresent()) {
            xml.append("<tag>");
            XmlText.escape(text.get(), xml);
            xml.append("</tag>");
        }
        xml.append("</rule></grammar>");
    }

    /** {@code conf:key} children as an object literal. */
    private static void object(Markup markup, StringBuilder script) {
        script.append('{');
        String comma = "";
        for (Markup key : markup.children()) {
            script.append(comma)
                    .append(quoted(key.attribute("name").orElse("")))
                    .append(": ");
            if (key.children().isEmpty()) {
                script.append(quoted(key.attribute("value").orElse("")));
            } else {
                object(key, script);
            }
            comma = ", ";
        }
        script.append('}');
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
