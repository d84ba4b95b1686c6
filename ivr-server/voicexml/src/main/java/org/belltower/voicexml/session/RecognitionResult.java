package org.belltower.voicexml.session;

import java.util.SequencedMap;
import org.belltower.grammar.Interpretation;
import org.belltower.grammar.Match;
import org.belltower.grammar.SemanticValue;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.script.DialogEventException;
import org.belltower.voicexml.script.ObjectValue;
import org.belltower.voicexml.script.ScriptSession;
import org.belltower.voicexml.script.VariableScope;

/** Turns what was heard into ECMAScript. Spec: VoiceXML 2.0 §3.1.6, §5.1.5. */
final class RecognitionResult {
    private RecognitionResult() {}

    /** The interpretation of a match as a value. */
    static Object value(Match match, ScriptSession scripts) {
        return switch (match.interpretation()) {
            case Interpretation.Resolved(SemanticValue value) -> value(value, scripts);
            case Interpretation.Scripted scripted ->
                throw new DialogEventException(
                        "error.unsupported.format", scripted.problem().toString());
        };
    }

    private static Object value(SemanticValue value, ScriptSession scripts) {
        return switch (value) {
            case SemanticValue.Text(String text) -> text;
            case SemanticValue.Numeric(double number) -> number;
            case SemanticValue.Truth(boolean truth) -> truth;
            case SemanticValue.Structure(SequencedMap<String, SemanticValue> properties) -> {
                ObjectValue object = scripts.object();
                properties.forEach((name, property) -> object.with(name, value(property, scripts)));
                yield object.value();
            }
        };
    }

    /** {@code utterance}, {@code inputmode}, {@code interpretation} and {@code confidence}. */
    static ObjectValue describe(
            InputResult.Hypothesis hypothesis, InputMode mode, Object interpretation, ScriptSession scripts) {
        return scripts.object()
                .with("utterance", hypothesis.utterance())
                .with("inputmode", mode.word())
                .with("interpretation", interpretation)
                .with("confidence", hypothesis.confidence().value());
    }

    /** {@code application.lastresult$}. */
    static void remember(InputResult.Matched input, VariableScope application, ScriptSession scripts) {
        Object[] results = input.nbest().stream()
                .map(hypothesis -> describe(
                                hypothesis,
                                input.mode(),
                                value(hypothesis.matches().getFirst(), scripts),
                                scripts)
                        .value())
                .toArray();
        InputResult.Hypothesis best = input.nbest().getFirst();
        ObjectValue array = scripts.arrayObject(results)
                .with("utterance", best.utterance())
                .with("inputmode", input.mode().word())
                .with("interpretation", value(best.matches().getFirst(), scripts))
                .with("confidence", best.confidence().value());
        application.put("lastresult$", array.value());
    }
}
