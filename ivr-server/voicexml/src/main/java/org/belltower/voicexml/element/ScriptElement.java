package org.belltower.voicexml.element;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Position;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.script.Expression;

/**
 * {@code <script>}: runs ECMAScript in the innermost scope. Immutable. One from a resource of its own is fetched each time it
 * is run, and compiled then. Spec: VoiceXML 2.0 §5.3.12.
 */
final class ScriptElement {
    private static final String RULE = "VoiceXML 2.0 §5.3.12";

    private ScriptElement() {}

    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "src", "srcexpr", "charset", "fetchhint", "fetchtimeout", "maxage", "maxstale");
        compilation.atMostOne(markup, RULE, "src", "srcexpr");
        boolean elsewhere = markup.attribute("src").isPresent()
                || markup.attribute("srcexpr").isPresent();
        if (elsewhere) {
            if (!markup.text().isBlank()) {
                compilation.error(
                        markup.position(), "<script> has both a source and content", RULE, "drop one of them");
            }
            return new Elsewhere(
                    ResourceAddress.compile(markup, "src", "srcexpr", compilation), charset(markup, compilation));
        }
        return new Inline(compilation.program(markup.text(), markup.position()));
    }

    private static Charset charset(Markup markup, Compilation compilation) {
        String name = markup.attribute("charset").map(String::strip).orElse("UTF-8");
        try {
            if (Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        } catch (IllegalCharsetNameException noName) {
            // Told below, as a name that nobody knows is.
        }
        compilation.error(
                markup.position(),
                "charset=\"" + name + "\" is no encoding that is known here",
                RULE,
                "write such as UTF-8 or GB18030");
        return StandardCharsets.UTF_8;
    }

    /** A script in the document. */
    private record Inline(Expression program) implements ExecutableContent {
        @Override
        public Transition execute(Context context) {
            context.evaluate(program);
            return Transition.NEXT;
        }
    }

    /**
     * A script in a resource of its own.
     *
     * @param charset its encoding where the answer does not name one
     */
    private record Elsewhere(ResourceAddress address, Charset charset) implements ExecutableContent {
        @Override
        public Transition execute(Context context) {
            FetchResult.Fetched script = context.fetch(address.request(context));
            try {
                String text = script.content().textOr(charset);
                context.evaluate(context.program(text, new Position(script.uri().toString(), 1, 1)));
                return Transition.NEXT;
            } catch (CharacterCodingException e) {
                return Transition.event("error.badfetch", "the script is no text in its encoding");
            }
        }
    }
}
