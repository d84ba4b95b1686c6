package org.belltower.voicexml.element;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;

/**
 * {@code <data>}: fetches data without leaving the dialog. Immutable. JSON becomes a value that scripts cannot change. Spec:
 * VoiceXML 2.1 §5.
 *
 * <p>Deviates: XML throws {@code error.unsupported.format}, because its read access by DOM is not built; JSON is an addition.
 */
record DataElement(Optional<String> name, ResourceAddress address) implements ExecutableContent {
    private static final String RULE = "VoiceXML 2.1 §5";

    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(
                markup,
                "name",
                "src",
                "srcexpr",
                "method",
                "namelist",
                "enctype",
                "fetchaudio",
                "fetchhint",
                "fetchtimeout",
                "maxage",
                "maxstale");
        compilation.exactlyOne(markup, RULE, "src", "srcexpr");
        return new DataElement(
                markup.attribute("name"), ResourceAddress.compile(markup, "src", "srcexpr", compilation));
    }

    @Override
    public Transition execute(Context context) {
        FetchResult.Fetched data = context.fetch(address.request(context));
        if (name.isPresent()) {
            String text = data.content().text(StandardCharsets.UTF_8);
            if (text.stripLeading().startsWith("<")) {
                return Transition.event("error.unsupported.format", data.uri() + " is XML; only JSON can be read");
            }
            context.scope().put(name.get(), context.scripts().frozenJson(text));
        }
        return Transition.NEXT;
    }
}
