package org.belltower.embeddedswitch.api;

import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code uuid_exists} UUID: true or false. <em>Immutable.</em> */
final class UuidExists implements ApiCommand {
    @Override
    public String name() {
        return "uuid_exists";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        return String.valueOf(core.channels().find(arguments.strip()).isPresent());
    }
}
