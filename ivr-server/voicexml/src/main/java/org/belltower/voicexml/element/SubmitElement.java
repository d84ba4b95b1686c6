package org.belltower.voicexml.element;

import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.script.Submission;

/** {@code <submit>}: on to the document that answers the values of variables. Immutable. Spec: VoiceXML 2.0 §5.3.8. */
record SubmitElement(ResourceAddress address, boolean named) implements ExecutableContent {
    private static final String RULE = "VoiceXML 2.0 §5.3.8";

    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(
                markup,
                "next",
                "expr",
                "namelist",
                "method",
                "enctype",
                "fetchaudio",
                "fetchhint",
                "fetchtimeout",
                "maxage",
                "maxstale");
        compilation.exactlyOne(markup, RULE, "next", "expr");
        return new SubmitElement(
                ResourceAddress.compile(markup, "next", "expr", compilation),
                markup.attribute("namelist").isPresent());
    }

    @Override
    public Transition execute(Context context) {
        UriReference target = address.reference(context);
        return new Transition.ToDocument(request(target, context), target.fragment(), true);
    }

    /** Without a {@code namelist} all named input items are sent. */
    private FetchRequest request(UriReference target, Context context) {
        if (named) {
            return address.request(target, context);
        }
        Submission values = context.scripts().submission();
        context.itemValues().forEach(values::add);
        return address.request(target, values, context);
    }
}
