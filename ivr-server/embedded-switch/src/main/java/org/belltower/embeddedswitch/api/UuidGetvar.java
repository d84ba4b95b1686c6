package org.belltower.embeddedswitch.api;

import java.util.List;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code uuid_getvar} UUID NAME: the value of a variable. <em>Immutable.</em> */
final class UuidGetvar implements ApiCommand {
    @Override
    public String name() {
        return "uuid_getvar";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 2);
        if (words.size() < 2) {
            return Answers.usage("<uuid> <var>");
        }
        return Answers.with(
                core,
                words.get(0),
                channel -> channel.value(words.get(1).strip()).orElse("_undef_"));
    }
}
