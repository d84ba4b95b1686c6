package org.belltower.embeddedswitch.api;

import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code version}: which switch this is. <em>Immutable.</em> */
final class Version implements ApiCommand {
    @Override
    public String name() {
        return "version";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        return "Belltower embedded switch 0.1.0 (Event Socket of FreeSWITCH 1.10)\n";
    }
}
