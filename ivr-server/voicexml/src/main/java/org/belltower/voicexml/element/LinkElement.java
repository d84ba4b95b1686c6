package org.belltower.voicexml.element;

import java.util.ArrayList;
import java.util.List;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Link;

/** {@code <link>}: input that leads elsewhere wherever the dialog stands. Spec: VoiceXML 2.0 §2.5. */
final class LinkElement {
    private static final String RULE = "VoiceXML 2.0 §2.5";

    private LinkElement() {}

    /** The links among the children. */
    static List<Link> compileAll(List<Markup> children, Compilation compilation) {
        return children.stream()
                .filter(child -> child.isVoiceXml() && child.name().equals("link"))
                .map(child -> compile(child, compilation))
                .toList();
    }

    static Link compile(Markup markup, Compilation compilation) {
        compilation.allow(
                markup,
                "next",
                "expr",
                "event",
                "eventexpr",
                "message",
                "messageexpr",
                "dtmf",
                "fetchaudio",
                "fetchhint",
                "fetchtimeout",
                "maxage",
                "maxstale");
        markup.children().stream()
                .filter(GrammarElement::isGrammar)
                .forEach(grammar -> GrammarElement.withoutScope(grammar, compilation));
        var grammars = new ArrayList<>(GrammarElement.compileAll(markup.children(), compilation));
        KeySequence.compile(markup, compilation).ifPresent(grammars::add);
        return new Link(grammars, destination(markup, RULE, compilation));
    }

    /** Where a link or a choice leads: a place or an event. */
    static ExecutableContent destination(Markup markup, String rule, Compilation compilation) {
        compilation.exactlyOne(markup, rule, "next", "expr", "event", "eventexpr");
        compilation.atMostOne(markup, rule, "message", "messageexpr");
        boolean place =
                markup.attribute("next").isPresent() || markup.attribute("expr").isPresent();
        return place
                ? new GotoElement.ToPlace(ResourceAddress.compile(markup, "next", "expr", compilation))
                : new ThrowElement(EventSource.compile(markup, compilation));
    }
}
