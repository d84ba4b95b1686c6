package org.belltower.voicexml.element;

import java.util.List;
import java.util.Set;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.EventHandler;

/** {@code <catch>} and its short forms error, help, noinput, nomatch. Spec: VoiceXML 2.0 §5.2.2, §5.2.3. */
final class CatchElement {
    private static final String RULE = "VoiceXML 2.0 §5.2.2";
    private static final Set<String> SHORT = Set.of("error", "help", "noinput", "nomatch");

    private CatchElement() {}

    static boolean isCatch(Markup markup) {
        return markup.name().equals("catch") || SHORT.contains(markup.name());
    }

    static EventHandler compile(Markup markup, Compilation compilation) {
        List<String> events;
        if (SHORT.contains(markup.name())) {
            compilation.allow(markup, "count", "cond");
            events = List.of(markup.name());
        } else {
            compilation.allow(markup, "event", "count", "cond");
            events = compilation.words(markup, "event");
            if (markup.attribute("event").isPresent() && events.isEmpty()) {
                compilation.error(markup.position(), "event is empty", RULE, "name an event, or leave event out");
            }
        }
        return new EventHandler(
                events,
                compilation.count(markup, RULE),
                compilation.expression(markup, "cond"),
                compilation.steps(markup));
    }
}
