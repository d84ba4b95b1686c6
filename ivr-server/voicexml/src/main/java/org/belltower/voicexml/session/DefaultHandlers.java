package org.belltower.voicexml.session;

import java.util.Map;
import java.util.Optional;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ThrownEvent;
import org.belltower.voicexml.model.Transition;

/**
 * What happens to an event that no document handles. The audio for an error is no prompt of the session: the session ends as
 * failed, and whoever runs it says sorry. Spec: VoiceXML 2.0 §5.2.5.
 */
final class DefaultHandlers {
    private DefaultHandlers() {}

    static Transition handle(ThrownEvent event, DialogSession session, Context context) {
        Optional<PlatformPrompt> audio = audio(event);
        if (audio.isPresent() || event.matches("noinput")) {
            audio.ifPresent(prompt -> prompt.say(session.settings().promptSets(), context));
            context.reprompt();
            return Transition.NEXT;
        }
        if (event.matches("cancel")) {
            return Transition.NEXT;
        }
        if (!event.matches("exit") && !event.matches("connection.disconnect")) {
            session.fail(event);
        }
        return new Transition.Exit(Map.of());
    }

    private static Optional<PlatformPrompt> audio(ThrownEvent event) {
        if (event.matches("help")) {
            return Optional.of(PlatformPrompt.HELP);
        }
        if (event.matches("nomatch")) {
            return Optional.of(PlatformPrompt.NO_MATCH);
        }
        return event.matches("maxspeechtimeout") ? Optional.of(PlatformPrompt.TOO_LONG) : Optional.empty();
    }
}
