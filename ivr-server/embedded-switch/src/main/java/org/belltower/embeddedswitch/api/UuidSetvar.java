package org.belltower.embeddedswitch.api;

import java.util.List;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code uuid_setvar} UUID NAME [VALUE]: sets a variable. <em>Immutable.</em> */
final class UuidSetvar implements ApiCommand {
    @Override
    public String name() {
        return "uuid_setvar";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 3);
        if (words.size() < 2) {
            return Answers.usage("<uuid> <var> [value]");
        }
        return Answers.with(
                core,
                words.get(0),
                channel -> channel.variables().set(words.get(1), words.size() > 2 ? words.get(2) : "")
                        ? Answers.OK
                        : Answers.error("cannot set variable"));
    }
}
