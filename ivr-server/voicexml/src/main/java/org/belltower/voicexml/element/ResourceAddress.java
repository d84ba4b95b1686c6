package org.belltower.voicexml.element;

import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.fetch.FetchAudio;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.script.Expression;
import org.belltower.voicexml.script.Submission;

/** Where a resource is, by a reference or by an expression, and how it is fetched. Immutable. Spec: VoiceXML 2.0 §6.1. */
record ResourceAddress(
        Optional<UriReference> reference,
        Optional<Expression> expression,
        FetchRequest.Method method,
        FetchRequest.Encoding encoding,
        List<Expression> namelist,
        FetchAttributes attributes) {
    private static final String RULE = "VoiceXML 2.0 §6.1.1";

    static ResourceAddress compile(Markup markup, String reference, String expression, Compilation compilation) {
        String method = markup.attribute("method").orElse("get");
        if (!method.equals("get") && !method.equals("post")) {
            compilation.error(markup.position(), "method=\"" + method + "\"", RULE, "write get or post");
        }
        return new ResourceAddress(
                markup.attribute(reference).map(UriReference::of),
                compilation.expression(markup, expression),
                method.equals("post") ? FetchRequest.Method.POST : FetchRequest.Method.GET,
                encoding(markup, compilation),
                compilation.namelist(markup, "namelist"),
                FetchAttributes.compile(markup, compilation));
    }

    private static FetchRequest.Encoding encoding(Markup markup, Compilation compilation) {
        Optional<String> enctype = markup.attribute("enctype");
        return enctype.flatMap(FetchRequest.Encoding::of).orElseGet(() -> {
            enctype.ifPresent(other -> compilation.error(
                    markup.position(),
                    "enctype=\"" + other + "\"",
                    "VoiceXML 2.0 §5.3.8",
                    "write " + FetchRequest.Encoding.FORM.mediaType() + " or "
                            + FetchRequest.Encoding.MULTIPART.mediaType()));
            return FetchRequest.Encoding.FORM;
        });
    }

    UriReference reference(Context context) {
        return reference.orElseGet(() -> UriReference.of(context.text(expression.orElseThrow())));
    }

    FetchRequest request(Context context) {
        return request(reference(context), context);
    }

    FetchRequest request(UriReference target, Context context) {
        Submission values = context.scripts().submission();
        context.variables(namelist).forEach(values::add);
        return request(target, values, context);
    }

    /** With these values in place of those of the {@code namelist}. */
    FetchRequest request(UriReference target, Submission values, Context context) {
        FetchRequest request = attributes
                .request(target.resolve(context.base()), context)
                .sending(method, encoding, values.texts(), values.parts());
        Optional<FetchAudio> audio = attributes.audio(context);
        FetchRequest heard = audio.map(request::hearing).orElse(request);
        boolean sendsSecret = !values.isEmpty()
                && context.property("org.belltower.secret").orElse("false").equals("true");
        return sendsSecret ? heard.asSecret() : heard;
    }
}
