package org.belltower.embeddedswitch.api;

import java.util.List;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.ChannelMessage;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code uuid_broadcast} UUID FILE|APPLICATION::ARGUMENT [aleg|bleg|both]: plays or runs it inside what runs. <em>Immutable.</em> */
final class UuidBroadcast implements ApiCommand {
    @Override
    public String name() {
        return "uuid_broadcast";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 3);
        if (words.size() < 2) {
            return Answers.usage("<uuid> <path> [aleg|bleg|holdb|both]");
        }
        String what = words.get(1);
        int colons = what.indexOf("::");
        ChannelMessage.Perform perform = colons < 0
                ? ChannelMessage.Perform.of("playback", what)
                : ChannelMessage.Perform.of(what.substring(0, colons), what.substring(colons + 2));
        String legs = words.size() > 2 ? words.get(2) : "aleg";
        return core.channels()
                .find(words.get(0))
                .map(channel -> {
                    if (!legs.equals("bleg")) {
                        channel.offer(perform);
                    }
                    if (legs.equals("bleg") || legs.equals("both")) {
                        channel.partner().ifPresent(partner -> partner.offer(perform));
                    }
                    return "+OK Message sent\n";
                })
                .orElse(Answers.error("invalid uuid"));
    }
}
