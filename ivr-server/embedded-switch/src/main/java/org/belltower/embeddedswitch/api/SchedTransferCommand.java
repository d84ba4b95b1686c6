package org.belltower.embeddedswitch.api;

import java.util.List;
import org.belltower.embeddedswitch.application.SchedTransfer;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code sched_transfer} [+]SECONDS UUID NUMBER [DIALPLAN [CONTEXT]]. <em>Immutable.</em> */
final class SchedTransferCommand implements ApiCommand {
    private static final String USAGE = "[+]<time> <uuid> <extension> [<dialplan>] [<context>]";

    @Override
    public String name() {
        return "sched_transfer";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 3);
        if (words.size() < 3) {
            return Answers.usage(USAGE);
        }
        return Answers.with(
                core,
                words.get(1),
                channel -> SchedTransfer.later(channel, words.get(0), words.get(2))
                        .map(task -> "+OK Added: " + task + "\n")
                        .orElse(Answers.usage(USAGE)));
    }
}
