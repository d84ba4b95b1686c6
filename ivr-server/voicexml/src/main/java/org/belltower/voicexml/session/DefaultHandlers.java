package org.belltower.voicexml.session;

import java.util.Map;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ThrownEvent;
import org.belltower.voicexml.model.Transition;

/** What happens to an event that no document handles. Spec: VoiceXML 2.0 §5.2.5. */
final class DefaultHandlers {
    private DefaultHandlers() {}

    static Transition handle(ThrownEvent event, DialogSession session, Context context) {
        if (event.matches("help")
                || event.matches("noinput")
                || event.matches("nomatch")
                || event.matches("maxspeechtimeout")) {
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
}
