package org.belltower.voicexml.element;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.belltower.grammar.ScriptValue;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.FormItem;
import org.belltower.voicexml.model.ItemBehaviour;
import org.belltower.voicexml.model.ItemContext;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.model.Visit;

/**
 * {@code <object>}: something that this platform can do beyond VoiceXML, by its name. Immutable. Spec: VoiceXML 2.0 §2.3.5.
 *
 * <p>{@code codebase}, {@code data}, {@code type}, {@code codetype} and {@code archive} are read and not used: the objects are
 * part of the server, and nothing is fetched for them.
 */
record ObjectElement(String classId, List<Param> params, PlatformObjects objects) implements ItemBehaviour {
    static FormItem compile(Markup markup, String unnamed, PlatformObjects objects, Compilation compilation) {
        ItemParts.allow(
                markup,
                compilation,
                "classid",
                "codebase",
                "codetype",
                "data",
                "type",
                "archive",
                "fetchhint",
                "fetchtimeout",
                "maxage",
                "maxstale");
        ItemParts parts = ItemParts.compile(markup, compilation);
        parts.withoutGrammar(markup, compilation);
        var behaviour = new ObjectElement(
                markup.attribute("classid").orElse("").strip(),
                parts.params(markup, compilation, Param::ofObject),
                objects);
        return parts.item(markup, unnamed, false, behaviour, compilation);
    }

    @Override
    public Visit visit(ItemContext context) {
        Optional<PlatformObject> object = objects.find(classId);
        if (object.isEmpty()) {
            return new Visit.Ran(Transition.event(
                    "error.unsupported.objectname",
                    "there is no platform object \"" + classId + "\"; there are "
                            + String.join(", ", objects.names())));
        }
        var values = new LinkedHashMap<String, String>();
        for (Param param : params) {
            values.put(param.name(), context.scripts().text(param.evaluate(context)));
        }
        return switch (object.get().run(new PlatformObject.Invocation(values, context.now()))) {
            case PlatformObject.Outcome.Value(ScriptValue value) -> {
                context.fill(context.scripts().value(value));
                yield new Visit.Filled();
            }
            case PlatformObject.Outcome.Event(String event, String message) ->
                new Visit.Ran(Transition.event(event, message));
        };
    }
}
