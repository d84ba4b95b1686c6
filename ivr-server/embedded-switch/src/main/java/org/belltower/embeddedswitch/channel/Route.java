package org.belltower.embeddedswitch.channel;

import java.util.List;
import org.belltower.embeddedswitch.dialplan.DialplanAction;

/** What a channel does next. <em>Immutable.</em> */
public sealed interface Route {

    /** These actions in order, then hang up. */
    record Actions(List<DialplanAction> actions) implements Route {
        public Actions {
            actions = List.copyOf(actions);
        }
    }

    /** Nothing of its own: another channel has bridged to it, and it lives until that one lets go. */
    record Serve() implements Route {}
}
