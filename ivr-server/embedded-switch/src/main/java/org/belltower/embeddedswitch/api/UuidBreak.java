package org.belltower.embeddedswitch.api;

import java.util.List;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code uuid_break} UUID [all]: breaks off what runs, with all also what waits. <em>Immutable.</em> */
final class UuidBreak implements ApiCommand {
    @Override
    public String name() {
        return "uuid_break";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 2);
        if (words.isEmpty()) {
            return Answers.usage("<uuid> [all]");
        }
        return Answers.with(core, words.get(0), channel -> {
            channel.breakOff(words.size() > 1 && words.get(1).equals("all"));
            return Answers.OK;
        });
    }
}
