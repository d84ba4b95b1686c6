package org.belltower.embeddedswitch.api;

import java.util.List;
import java.util.Optional;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.Route;
import org.belltower.embeddedswitch.channel.SwitchCore;
import org.belltower.embeddedswitch.dialplan.DialplanAction;

/**
 * {@code uuid_bridge} UUID OTHER_UUID [OTHER_UUID_INSTEAD]: joins two calls, of which at least one has audio. <em>Immutable.</em>
 *
 * <p>Deviates: who was joined with either before is hung up with PICKED_OFF, as by {@code intercept}; FreeSWITCH lets the
 * calling side of that bridge go on in its dialplan.
 */
final class UuidBridge implements ApiCommand {
    @Override
    public String name() {
        return "uuid_bridge";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 4);
        if (words.size() < 2) {
            return Answers.usage("<uuid> <other_uuid>");
        }
        for (String other : words.subList(1, Math.min(3, words.size()))) {
            if (bridge(core, words.get(0), other)) {
                return "+OK " + other + "\n";
            }
        }
        return Answers.error("Invalid uuid");
    }

    private static boolean bridge(SwitchCore core, String uuid, String other) {
        Optional<Channel> one = living(core, uuid);
        Optional<Channel> two = living(core, other);
        if (one.isEmpty() || two.isEmpty() || uuid.equals(other)) {
            return false;
        }
        boolean first = one.get().hasAudio();
        if (!first && !two.get().hasAudio()) {
            return false;
        }
        Channel bridging = first ? one.get() : two.get();
        Channel bridged = first ? two.get() : one.get();
        bridging.redirect(new Route.Actions(List.of(new DialplanAction("intercept", bridged.uuid()))));
        return true;
    }

    private static Optional<Channel> living(SwitchCore core, String uuid) {
        return core.channels().find(uuid).filter(channel -> channel.cause().isEmpty());
    }
}
