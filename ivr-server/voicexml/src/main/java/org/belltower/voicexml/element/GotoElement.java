package org.belltower.voicexml.element;

import java.util.Optional;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.script.Expression;

/** {@code <goto>}: on to a form item, a dialog or a document. Immutable. Spec: VoiceXML 2.0 §5.3.7. */
final class GotoElement {
    private static final String RULE = "VoiceXML 2.0 §5.3.7";

    private GotoElement() {}

    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(
                markup,
                "next",
                "expr",
                "nextitem",
                "expritem",
                "fetchaudio",
                "fetchhint",
                "fetchtimeout",
                "maxage",
                "maxstale");
        compilation.exactlyOne(markup, RULE, "next", "expr", "nextitem", "expritem");
        if (markup.attribute("next").isPresent() || markup.attribute("expr").isPresent()) {
            return new ToPlace(ResourceAddress.compile(markup, "next", "expr", compilation));
        }
        Optional<Expression> expression = compilation.expression(markup, "expritem");
        return new ToItem(markup.attribute("nextitem").orElse(""), expression);
    }

    /** Another item of the form. */
    private record ToItem(String name, Optional<Expression> expression) implements ExecutableContent {
        @Override
        public Transition execute(Context context) {
            return new Transition.ToItem(expression.map(context::text).orElse(name));
        }
    }

    /** Another dialog or document; {@code <choice>} and {@code <link>} go there too. */
    record ToPlace(ResourceAddress address) implements ExecutableContent {
        @Override
        public Transition execute(Context context) {
            UriReference target = address.reference(context);
            return target.isLocal()
                    ? new Transition.ToDialog(target.fragment().orElseThrow())
                    : new Transition.ToDocument(address.request(target, context), target.fragment(), false);
        }
    }
}
