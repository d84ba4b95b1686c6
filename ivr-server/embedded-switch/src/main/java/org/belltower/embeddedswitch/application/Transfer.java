package org.belltower.embeddedswitch.application;

import java.util.List;
import java.util.Optional;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.Route;
import org.belltower.embeddedswitch.dialplan.DialplanAction;
import org.belltower.embeddedswitch.sip.HangupCause;

/**
 * {@code transfer} NUMBER [DIALPLAN [CONTEXT]]: goes on as if that number had been dialled. With the dialplan
 * {@code inline} the number is {@code APPLICATION:ARGUMENT,…} itself. <em>Immutable.</em>
 */
public final class Transfer implements Application {
    @Override
    public String name() {
        return "transfer";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        to(channel, argument);
    }

    /** Sends a channel there; one that goes nowhere is hung up as FreeSWITCH does. Any thread. */
    public static void to(Channel channel, String argument) {
        List<String> words = Words.split(argument, 4);
        if (words.isEmpty()) {
            return;
        }
        String number = words.get(0);
        if (words.size() > 1 && words.get(1).equalsIgnoreCase("inline")) {
            channel.redirect(inline(number), number);
            return;
        }
        Optional<List<DialplanAction>> actions = channel.core()
                .dialplan()
                .transferred(number, words.size() > 2 ? words.get(2).strip() : "");
        if (actions.isPresent()) {
            channel.redirect(new Route.Actions(actions.get()), number);
        } else {
            channel.hangUp(HangupCause.NO_ROUTE_DESTINATION);
        }
    }

    private static Route inline(String text) {
        return new Route.Actions(java.util.Arrays.stream(text.split(",", -1))
                .filter(action -> !action.isBlank())
                .map(action -> {
                    int colon = action.indexOf(':');
                    return colon < 0
                            ? new DialplanAction(action.strip(), "")
                            : new DialplanAction(action.substring(0, colon).strip(), action.substring(colon + 1));
                })
                .toList());
    }
}
