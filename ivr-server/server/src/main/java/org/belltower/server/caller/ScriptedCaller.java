package org.belltower.server.caller;

import java.net.InetSocketAddress;

/** Places calls, each with sockets of its own. <i>Thread-safe.</i> */
public final class ScriptedCaller {
    private ScriptedCaller() {}

    /**
     * Dials a number at a SIP server over UDP. The call rings when this returns; {@link CallerCall#awaitAnswer} waits.
     *
     * @param server resolved address of the server
     * @param number user part of the address
     */
    public static CallerCall dial(InetSocketAddress server, String number, CallerSettings settings) {
        var heard = new Heard(settings.codec(), settings.timeline());
        SipSocket socket = SipSocket.open(settings.localAddress(), (_, _) -> {});
        try {
            var audio = new RtpLeg(settings.localAddress(), settings.codec(), heard);
            SipDialog dialog = SipDialog.placing(socket, audio, settings, server, number);
            return new CallerCall(socket, true, dialog, audio, heard, settings);
        } catch (CallerException e) {
            socket.close();
            throw e;
        }
    }
}
