package org.belltower.embeddedswitch.api;

import java.util.List;
import org.belltower.embeddedswitch.application.Transfer;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code uuid_transfer} UUID [-bleg|-both] NUMBER [DIALPLAN [CONTEXT]]: sends a call elsewhere. <em>Immutable.</em> */
final class UuidTransfer implements ApiCommand {
    @Override
    public String name() {
        return "uuid_transfer";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 3);
        boolean option = words.size() > 2 && words.get(1).startsWith("-");
        if (words.size() < 2) {
            return Answers.usage("<uuid> [-bleg|-both] <dest-exten> [<dialplan>] [<context>]");
        }
        String target = option ? words.get(2) : String.join(" ", words.subList(1, words.size()));
        return Answers.with(core, words.get(0), channel -> {
            if (option) {
                channel.partner().ifPresent(partner -> Transfer.to(partner, target));
            }
            if (!option || words.get(1).equals("-both")) {
                Transfer.to(channel, target);
            }
            return Answers.OK;
        });
    }
}
