package org.belltower.voicexml.session;

import java.util.List;
import java.util.Optional;
import org.belltower.grammar.GrammarProblem;
import org.belltower.grammar.Match;
import org.belltower.grammar.Meaning;
import org.belltower.grammar.ScriptValue;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.PromptMark;
import org.belltower.voicexml.Recording;
import org.belltower.voicexml.script.DialogEventException;
import org.belltower.voicexml.script.ObjectValue;
import org.belltower.voicexml.script.ScriptSession;
import org.belltower.voicexml.script.VariableScope;

/** Turns what was heard into ECMAScript. Spec: VoiceXML 2.0 §3.1.6, §5.1.5; VoiceXML 2.1 §4, §7. */
final class RecognitionResult {
    private static final String NAME = "lastresult$";

    private RecognitionResult() {}

    /** Nothing has been heard yet in this application. */
    static void forget(VariableScope application) {
        application.put(NAME, ScriptSession.undefined());
    }

    /** Whether this is the variable of what was last heard, which belongs to the item that has heard it. */
    static boolean isResult(String name) {
        return name.equals(NAME);
    }

    /** The interpretation of a match as a value. */
    static Object value(Match match, ScriptSession scripts) {
        return switch (match.meaning()) {
            case Meaning.Known(ScriptValue value) -> scripts.value(value);
            case Meaning.Failed(GrammarProblem problem) ->
                throw new DialogEventException(
                        problem.kind() == GrammarProblem.Kind.FORMAT ? "error.unsupported.format" : "error.semantic",
                        problem.toString());
        };
    }

    /**
     * What an item's shadow variable says: {@code utterance}, {@code inputmode}, {@code interpretation},
     * {@code confidence}, and of marks and recordings what there is.
     */
    static ObjectValue describe(InputResult.Matched input, ScriptSession scripts) {
        InputResult.Hypothesis best = input.nbest().getFirst();
        ObjectValue described =
                describe(best, input.mode(), value(best.matches().getFirst(), scripts), scripts.object());
        return further(described, input.mark(), input.utterance(), scripts);
    }

    /** {@code application.lastresult$}. */
    static void remember(InputResult.Matched input, int most, VariableScope application, ScriptSession scripts) {
        List<InputResult.Hypothesis> nbest =
                input.nbest().subList(0, Math.min(most, input.nbest().size()));
        var results = new Object[nbest.size()];
        for (int i = 0; i < results.length; i++) {
            InputResult.Hypothesis hypothesis = nbest.get(i);
            Object interpretation = value(hypothesis.matches().getFirst(), scripts);
            results[i] = describe(hypothesis, input.mode(), interpretation, scripts.object())
                    .value();
        }
        InputResult.Hypothesis best = nbest.getFirst();
        ObjectValue array =
                describe(best, input.mode(), value(best.matches().getFirst(), scripts), scripts.arrayObject(results));
        application.put(
                NAME, further(array, input.mark(), input.utterance(), scripts).value());
    }

    /** The same for input that means nothing: one element, without an interpretation. */
    static void remember(InputResult.NoMatch input, VariableScope application, ScriptSession scripts) {
        ObjectValue only = unmatched(input, scripts.object());
        ObjectValue array = unmatched(input, scripts.arrayObject(only.value()));
        application.put(
                NAME, further(array, input.mark(), input.utterance(), scripts).value());
    }

    private static ObjectValue describe(
            InputResult.Hypothesis hypothesis, InputMode mode, Object interpretation, ObjectValue to) {
        return to.with("utterance", hypothesis.utterance())
                .with("inputmode", mode.word())
                .with("interpretation", interpretation)
                .with("confidence", hypothesis.confidence().value());
    }

    private static ObjectValue unmatched(InputResult.NoMatch input, ObjectValue to) {
        return to.with("utterance", input.heard())
                .with("inputmode", input.mode().word())
                .with("interpretation", ScriptSession.undefined())
                .with("confidence", 0.0);
    }

    private static ObjectValue further(
            ObjectValue to, Optional<PromptMark> mark, Optional<Recording> utterance, ScriptSession scripts) {
        mark.ifPresent(reached -> to.with("markname", reached.name())
                .with("marktime", (double) reached.since().toMillis()));
        utterance.ifPresent(recording -> to.with("recording", scripts.recording(recording))
                .with("recordingsize", (double) recording.size())
                .with("recordingduration", (double) recording.length().toMillis()));
        return to;
    }
}
