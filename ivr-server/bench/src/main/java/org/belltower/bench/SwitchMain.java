package org.belltower.bench;

import java.net.InetAddress;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.embeddedswitch.Overload;
import org.belltower.embeddedswitch.SwitchSettings;
import org.belltower.embeddedswitch.dialplan.Dialplan;

/**
 * The embedded switch alone in a process of its own, so that what it uses is told apart from what the server uses. It ends with the
 * signal that ends the process.
 */
final class SwitchMain {
    private static final int MOST_CALLS = 2000;

    private SwitchMain() {}

    /** Arguments: its SIP port, the port of the server's Event Socket, the password of its own. */
    public static void main(String[] arguments) {
        int sipPort = Integer.parseInt(arguments[0]);
        Dialplan toServer = Dialplan.empty()
                .with(
                        LoadMenu.NUMBER,
                        "socket 127.0.0.1:" + arguments[1] + " async full",
                        "hangup NORMAL_TEMPORARY_FAILURE");
        SwitchSettings settings =
                SwitchSettings.on(InetAddress.getLoopbackAddress(), sipPort, 0, arguments[2], toServer);
        EmbeddedSwitch running = EmbeddedSwitch.open(settings.withMaxCalls(MOST_CALLS, new Overload.Release()));
        Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    }
}
