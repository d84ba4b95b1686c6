package org.belltower.embeddedswitch.api;

import java.util.List;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code uuid_send_dtmf} UUID KEYS[@MILLISECONDS]: presses keys. <em>Immutable.</em> */
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
        Words.Keys keys = Words.keys(words.get(1));
        return Answers.with(core, words.get(0), channel -> {
            channel.stream().ifPresent(stream -> stream.sendKeys(keys.keys(), keys.each()));
            return Answers.OK;
        });
    }
}
