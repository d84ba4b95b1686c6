package org.belltower.embeddedswitch.api;

import java.util.List;
import org.belltower.embeddedswitch.application.SchedHangup;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code sched_hangup} [+]SECONDS UUID [CAUSE]. <em>Immutable.</em> */
final class SchedHangupCommand implements ApiCommand {
    private static final String USAGE = "[+]<time> <uuid> [<cause>]";

    @Override
    public String name() {
        return "sched_hangup";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 3);
        if (words.size() < 2) {
            return Answers.usage(USAGE);
        }
        String cause = words.size() > 2 ? words.get(2) : "";
        return Answers.with(
                core,
                words.get(1),
                channel -> SchedHangup.later(channel, words.get(0), cause)
                        .map(task -> "+OK Added: " + task + "\n")
                        .orElse(Answers.usage(USAGE)));
    }
}
