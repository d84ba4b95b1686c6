package org.belltower.embeddedswitch.api;

import java.util.List;
import org.belltower.embeddedswitch.application.SendDtmf;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code uuid_send_dtmf} UUID KEYS[@MILLISECONDS]: presses keys towards that call. <em>Immutable.</em> */
final class UuidSendDtmf implements ApiCommand {
    @Override
    public String name() {
        return "uuid_send_dtmf";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 2);
        if (words.size() < 2) {
            return Answers.usage("<uuid> <dtmf digits>[@<tone_duration>]");
        }
        String uuid = words.get(0);
        String keys = words.get(1);
        return core.channels()
                .find(uuid)
                .map(channel -> SendDtmf.send(channel, keys)
                        ? "+OK " + uuid + " sent DTMF " + keys + ".\n"
                        : Answers.error("Operation failed"))
                .orElse(Answers.NO_SESSION);
    }
}
