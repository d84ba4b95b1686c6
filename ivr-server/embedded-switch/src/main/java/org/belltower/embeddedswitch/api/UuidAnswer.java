package org.belltower.embeddedswitch.api;

import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code uuid_answer} UUID: answers a call, and says so when it has been. <em>Immutable.</em> */
final class UuidAnswer implements ApiCommand {
    @Override
    public String name() {
        return "uuid_answer";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        return core.channels()
                        .find(arguments.strip())
                        .filter(channel -> channel.answer().join())
                        .isPresent()
                ? Answers.OK
                : "-ERROR\n";
    }
}
