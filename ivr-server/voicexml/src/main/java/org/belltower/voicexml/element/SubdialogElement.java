package org.belltower.voicexml.element;

import java.util.List;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.FormItem;
import org.belltower.voicexml.model.ItemBehaviour;
import org.belltower.voicexml.model.ItemContext;
import org.belltower.voicexml.model.ThrownEvent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.model.Visit;
import org.belltower.voicexml.script.VariableScope;

/** {@code <subdialog>}: a dialog with variables of its own that gives a result back. Immutable. Spec: VoiceXML 2.0 §2.3.4. */
record SubdialogElement(ResourceAddress address, List<Param> params) implements ItemBehaviour {
    private static final String RULE = "VoiceXML 2.0 §2.3.4";

    static FormItem compile(Markup markup, String unnamed, Compilation compilation) {
        ItemParts.allow(
                markup,
                compilation,
                "namelist",
                "src",
                "srcexpr",
                "method",
                "enctype",
                "fetchaudio",
                "fetchhint",
                "fetchtimeout",
                "maxage",
                "maxstale");
        compilation.exactlyOne(markup, RULE, "src", "srcexpr");
        ItemParts parts = ItemParts.compile(markup, compilation);
        List<Param> params = parts.params(markup, compilation, Param::ofSubdialog);
        var behaviour = new SubdialogElement(ResourceAddress.compile(markup, "src", "srcexpr", compilation), params);
        return parts.item(markup, unnamed, true, behaviour, compilation);
    }

    @Override
    public Visit visit(ItemContext context) {
        VariableScope parameters = context.scripts().detached();
        for (Param param : params) {
            parameters.put(param.name(), param.evaluate(context));
        }
        UriReference target = address.reference(context);
        Transition entry = target.isLocal()
                ? new Transition.ToDialog(target.fragment().orElseThrow())
                : new Transition.ToDocument(address.request(target, context), target.fragment(), false);
        return switch (context.call(entry, parameters)) {
            case Transition.Return(Object value) -> {
                context.fill(value);
                yield new Visit.Filled();
            }
            case Transition.ReturnEvent(ThrownEvent event) -> new Visit.Ran(new Transition.Throw(event));
            case Transition other -> new Visit.Ran(other);
        };
    }
}
