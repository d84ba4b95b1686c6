package org.belltower.embeddedswitch.api;

import java.util.List;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.Route;
import org.belltower.embeddedswitch.channel.SwitchCore;
import org.belltower.embeddedswitch.dialplan.DialplanAction;

/** {@code uuid_bridge} UUID OTHER_UUID: joins two calls. <em>Immutable.</em> */
final class UuidBridge implements ApiCommand {
    @Override
    public String name() {
        return "uuid_bridge";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 2);
        if (words.size() < 2) {
            return Answers.usage("<uuid> <other_uuid>");
        }
        String other = words.get(1).strip();
        if (core.channels().find(other).isEmpty() || other.equals(words.get(0))) {
            return Answers.error("Invalid uuid");
        }
        return Answers.with(core, words.get(0), channel -> {
            channel.redirect(new Route.Actions(List.of(new DialplanAction("intercept", other))));
            return "+OK " + other + "\n";
        });
    }
}
