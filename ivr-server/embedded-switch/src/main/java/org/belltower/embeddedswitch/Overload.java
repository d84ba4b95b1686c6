package org.belltower.embeddedswitch;

import java.util.List;
import org.belltower.embeddedswitch.dialplan.DialplanAction;

/** What a call over the limit gets. <em>Immutable.</em> */
public sealed interface Overload {

    /** Refused with 503 and cause 42 (SWITCH_CONGESTION). */
    record Release() implements Overload {}

    /**
     * These actions, a prompt and a hang-up for instance, for at most so many calls at once; the others are refused.
     *
     * @param calls places beyond the limit, at least 1
     */
    record Prompt(List<DialplanAction> actions, int calls) implements Overload {
        public Prompt {
            actions = List.copyOf(actions);
            if (calls < 1 || actions.isEmpty()) {
                throw new IllegalArgumentException("a busy prompt needs an action and a place");
            }
        }
    }
}
