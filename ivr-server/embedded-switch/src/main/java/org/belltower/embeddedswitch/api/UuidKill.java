package org.belltower.embeddedswitch.api;

import java.util.List;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.SwitchCore;
import org.belltower.embeddedswitch.sip.HangupCause;

/** {@code uuid_kill} UUID [CAUSE]: hangs up. <em>Immutable.</em> */
final class UuidKill implements ApiCommand {
    @Override
    public String name() {
        return "uuid_kill";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 2);
        if (words.isEmpty()) {
            return Answers.usage("<uuid> [cause]");
        }
        return Answers.with(core, words.get(0), channel -> {
            channel.hangUp(words.size() > 1 ? HangupCause.parse(words.get(1)) : HangupCause.NORMAL_CLEARING);
            return Answers.OK;
        });
    }
}
