package org.belltower.voicexml.session;

import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.EventHandler;
import org.belltower.voicexml.model.ThrownEvent;

/** Chooses the handler for an event. Spec: VoiceXML 2.0 §5.2.4. */
final class HandlerSelection {
    private HandlerSelection() {}

    /**
     * The first handler, from the innermost element outwards and in document order, among those with the highest count that
     * the event has reached.
     *
     * @param levels the handlers of each element, innermost first
     */
    static Optional<EventHandler> select(
            List<List<EventHandler>> levels, ThrownEvent event, EventCounters counters, Context context) {
        Optional<EventHandler> best = Optional.empty();
        int bestCount = 0;
        for (List<EventHandler> level : levels) {
            for (EventHandler handler : level) {
                Optional<String> name = handler.takes(event);
                if (name.isPresent()
                        && handler.count() > bestCount
                        && handler.count() <= Math.max(1, counters.of(name.get()))
                        && context.holds(handler.cond())) {
                    best = Optional.of(handler);
                    bestCount = handler.count();
                }
            }
        }
        return best;
    }
}
