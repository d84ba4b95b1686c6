package org.belltower.embeddedswitch.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.ChannelMessage;
import org.belltower.embeddedswitch.channel.SwitchCore;

/**
 * {@code uuid_broadcast} UUID FILE|APPLICATION[!CAUSE]::ARGUMENT [aleg|bleg|holdb|both]: plays or runs it inside what runs,
 * on the call, on the one it is joined with, or on both. With {@code !CAUSE} the call is then hung up. <em>Immutable.</em>
 *
 * <p>Deviates: the other call is not put on hold meanwhile.
 */
final class UuidBroadcast implements ApiCommand {
    @Override
    public String name() {
        return "uuid_broadcast";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 4);
        if (words.size() < 2) {
            return Answers.usage("<uuid> <path> [aleg|bleg|holdb|both]");
        }
        String legs = words.size() > 2 ? words.get(2).toLowerCase(Locale.ROOT) : "aleg";
        return core.channels()
                .find(words.get(0))
                .map(channel -> {
                    broadcast(channel, words.get(1), legs);
                    return "+OK Message sent\n";
                })
                .orElse(Answers.error("invalid uuid"));
    }

    private static void broadcast(Channel channel, String what, String legs) {
        int colons = what.indexOf("::");
        String application = colons < 0 ? "playback" : what.substring(0, colons);
        String argument = colons < 0 ? what : what.substring(colons + 2);
        int mark = application.indexOf('!');
        Optional<String> cause = mark < 0 ? Optional.empty() : Optional.of(application.substring(mark + 1));
        String name = mark < 0 ? application : application.substring(0, mark);
        boolean both = legs.contains("both");
        if (both || legs.contains("bleg")) {
            channel.partner().ifPresent(partner -> partner.offer(ChannelMessage.Perform.locked(name, argument)));
        }
        if (both || legs.contains("aleg")) {
            channel.offer(ChannelMessage.Perform.locked(name, argument));
        }
        cause.ifPresent(why -> channel.offer(ChannelMessage.Perform.locked("hangup", why)));
    }
}
