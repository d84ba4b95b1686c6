package org.belltower.voicexml.element;

import java.util.Optional;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.script.Expression;

/**
 * {@code <param>}: a value for a subdialog or a platform object. Immutable. Spec: VoiceXML 2.0 §6.4.
 *
 * @param reference whether the value is the address of data rather than data
 * @param type the media type of what a reference leads to
 */
record Param(String name, Optional<String> value, Optional<Expression> expr, boolean reference, Optional<String> type) {
    private static final String RULE = "VoiceXML 2.0 §6.4";

    /** One of a subdialog. */
    static Param ofSubdialog(Markup markup, Compilation compilation) {
        compilation.allow(markup, "name", "value", "expr");
        return compile(markup, compilation);
    }

    /** One of an object. */
    static Param ofObject(Markup markup, Compilation compilation) {
        compilation.allow(markup, "name", "value", "expr", "valuetype", "type");
        return compile(markup, compilation);
    }

    private static Param compile(Markup markup, Compilation compilation) {
        compilation.exactlyOne(markup, RULE, "value", "expr");
        String valueType = markup.attribute("valuetype").orElse("data");
        if (!valueType.equals("data") && !valueType.equals("ref")) {
            compilation.error(markup.position(), "valuetype=\"" + valueType + "\"", RULE, "write data or ref");
        }
        return new Param(
                compilation.required(markup, "name", RULE),
                markup.attribute("value"),
                compilation.expression(markup, "expr"),
                valueType.equals("ref"),
                markup.attribute("type"));
    }

    Object evaluate(Context context) {
        return value.<Object>map(text -> text).orElseGet(() -> context.evaluate(expr.orElseThrow()));
    }
}
