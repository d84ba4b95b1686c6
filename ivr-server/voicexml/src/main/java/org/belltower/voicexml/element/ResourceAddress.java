package org.belltower.voicexml.element;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.script.Expression;

/** Where a resource is, by a reference or by an expression, and how it is fetched. Immutable. Spec: VoiceXML 2.0 §6.1. */
record ResourceAddress(
        Optional<UriReference> reference,
        Optional<Expression> expression,
        FetchRequest.Method method,
        List<Expression> namelist,
        Optional<Duration> timeout) {
    private static final String RULE = "VoiceXML 2.0 §6.1.1";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    static ResourceAddress compile(Markup markup, String reference, String expression, Compilation compilation) {
        String method = markup.attribute("method").orElse("get");
        if (!method.equals("get") && !method.equals("post")) {
            compilation.error(markup.position(), "method=\"" + method + "\"", RULE, "write get or post");
        }
        return new ResourceAddress(
                markup.attribute(reference).map(UriReference::of),
                compilation.expression(markup, expression),
                method.equals("post") ? FetchRequest.Method.POST : FetchRequest.Method.GET,
                compilation.namelist(markup, "namelist"),
                compilation.time(markup, "fetchtimeout", RULE));
    }

    UriReference reference(Context context) {
        return reference.orElseGet(() -> UriReference.of(context.text(expression.orElseThrow())));
    }

    FetchRequest request(Context context) {
        return request(reference(context), context);
    }

    FetchRequest request(UriReference target, Context context) {
        var parameters = new LinkedHashMap<String, String>();
        context.variables(namelist)
                .forEach((name, value) -> parameters.put(name, context.scripts().json(value)));
        return new FetchRequest(
                target.resolve(context.base()),
                method,
                parameters,
                timeout.orElseGet(() -> context.time("fetchtimeout", DEFAULT_TIMEOUT)),
                Optional.empty());
    }
}
