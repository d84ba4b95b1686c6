package org.belltower.voicexml.element;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Node;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.script.Expression;

/** {@code <log>}: a line for the people who run the application. Immutable. Spec: VoiceXML 2.0 §5.3.13. */
record LogElement(String label, Optional<Expression> expr, List<Piece> pieces) implements ExecutableContent {
    private static final String RULE = "VoiceXML 2.0 §5.3.13";

    /** Text or a value. */
    private record Piece(String text, Optional<Expression> value) {}

    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "label", "expr");
        var pieces = new ArrayList<Piece>();
        for (Node node : markup.content()) {
            switch (node) {
                case Node.Text text -> pieces.add(new Piece(text.text(), Optional.empty()));
                case Node.Child(Markup child) -> {
                    if (child.name().equals("value")) {
                        compilation.required(child, "expr", RULE);
                        pieces.add(new Piece("", compilation.expression(child, "expr")));
                    } else {
                        compilation.misplaced(child, markup);
                    }
                }
            }
        }
        return new LogElement(
                markup.attribute("label").orElse(""), compilation.expression(markup, "expr"), List.copyOf(pieces));
    }

    @Override
    public Transition execute(Context context) {
        var text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(piece.value().map(context::text).orElse(piece.text()));
        }
        expr.ifPresent(expression -> text.append(context.text(expression)));
        context.log(label, text.toString());
        return Transition.NEXT;
    }
}
