package org.belltower.voicexml.session;

import java.util.List;
import java.util.Optional;
import org.belltower.grammar.Match;
import org.belltower.grammar.Meaning;
import org.belltower.grammar.ScriptValue;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputObserved;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.model.Dialog;
import org.belltower.voicexml.model.FormItem;

/** Tells the observer what an item heard, masked where it is secret. */
final class Observation {
    private Observation() {}

    static void of(InputResult input, FormItem item, Dialog dialog, DialogSession session, DialogContext context) {
        switch (input) {
            case InputResult.Matched matched -> {
                keepSecret(matched, session, context);
                tell(
                        Optional.of(matched.mode()),
                        Optional.of(matched.nbest().getFirst()),
                        "",
                        item,
                        dialog,
                        session,
                        context);
            }
            case InputResult.NoMatch noMatch ->
                tell(Optional.of(noMatch.mode()), Optional.empty(), noMatch.heard(), item, dialog, session, context);
            case InputResult.TooMuchSpeech tooMuch ->
                tell(Optional.of(InputMode.VOICE), Optional.empty(), "", item, dialog, session, context);
            case InputResult.NoInput noInput ->
                tell(Optional.empty(), Optional.empty(), "", item, dialog, session, context);
            case InputResult.HangUp() -> {
                // Told as an event.
            }
            case InputResult.Failed(String event, String message) -> {
                // Told as an event.
            }
        }
    }

    /** Where the item is secret, all that was understood and all that it means is. */
    static void keepSecret(InputResult.Matched input, DialogSession session, DialogContext context) {
        if (!context.isSecret()) {
            return;
        }
        for (InputResult.Hypothesis hypothesis : input.nbest()) {
            session.secrets().add(hypothesis.utterance());
            for (Match match : hypothesis.matches()) {
                if (match.meaning() instanceof Meaning.Known(ScriptValue value)) {
                    session.secrets().add(value);
                }
            }
        }
    }

    /**
     * One input.
     *
     * @param understood what a grammar accepts
     * @param other what none does; empty text where nothing was entered
     */
    private static void tell(
            Optional<InputMode> mode,
            Optional<InputResult.Hypothesis> understood,
            String other,
            FormItem item,
            Dialog dialog,
            DialogSession session,
            DialogContext context) {
        String utterance = understood.map(InputResult.Hypothesis::utterance).orElse(other);
        boolean secret = context.isSecret() && !utterance.isEmpty();
        if (secret) {
            session.secrets().add(utterance);
        }
        session.heard(new InputObserved(
                dialog.id(),
                item.name(),
                mode,
                secret ? InputObserved.MASK : utterance,
                understood.isPresent(),
                understood.map(InputResult.Hypothesis::confidence),
                secret
                        ? List.of()
                        : understood.map(InputResult.Hypothesis::words).orElse(List.of()),
                session.now()));
    }
}
