package org.belltower.voicexml.script;

import java.util.Optional;
import org.belltower.voicexml.markup.Position;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Script;

/**
 * ECMAScript from a document, compiled once and run by every session. Immutable.
 *
 * <p>Source that does not compile is an expression too: it fails when it is evaluated, not when its document loads, because a
 * place that is never reached does no harm. Spec: VoiceXML 2.0 §5.1.
 */
public final class Expression {
    private final String source;
    private final Position position;
    private final @Nullable Script script;
    private final String problem;

    Expression(String source, Position position, @Nullable Script script, String problem) {
        this.source = source;
        this.position = position;
        this.script = script;
        this.problem = problem;
    }

    /** As the document has it. */
    public String source() {
        return source;
    }

    public Position position() {
        return position;
    }

    /** Why it cannot be evaluated, where it cannot. */
    public Optional<String> problem() {
        return script == null ? Optional.of(problem) : Optional.empty();
    }

    Script script() {
        if (script == null) {
            throw DialogEventException.semantic(position + ": " + problem + " in \"" + source + "\"");
        }
        return script;
    }
}
