package org.belltower.embeddedswitch.api;

import org.belltower.embeddedswitch.channel.ChannelMessage;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code uuid_answer} UUID: answers a call. <em>Immutable.</em> */
final class UuidAnswer implements ApiCommand {
    @Override
    public String name() {
        return "uuid_answer";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        return Answers.with(
                core,
                arguments.strip(),
                channel -> channel.offer(ChannelMessage.Perform.of("answer", ""))
                        ? Answers.OK
                        : Answers.error("channel is busy"));
    }
}
