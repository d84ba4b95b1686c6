package org.belltower.embeddedswitch.api;

import org.belltower.embeddedswitch.channel.SwitchCore;

/**
 * A command of {@code api} and {@code bgapi}. Runs on the thread of the connection that sent it, and may block.
 *
 * <p><em>Immutable.</em>
 */
interface ApiCommand {

    String name();

    /** The answer's text: {@code +OK …}, {@code -ERR …}, {@code -USAGE: …} or data, each with its line end. */
    String run(SwitchCore core, String arguments);
}
