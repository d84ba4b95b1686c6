package org.belltower.embeddedswitch;

import java.util.concurrent.CompletableFuture;

/**
 * A switch with a client on its Event Socket port, and commands to it that may take long.
 *
 * <p><em>Confined to the test's thread.</em> Closing fails where a call or a port is left over.
 */
final class SwitchUnderTest implements AutoCloseable {
    static final String PASSWORD = "a-test-password";

    final EmbeddedSwitch server;
    final ControlSocket control;

    private SwitchUnderTest(EmbeddedSwitch server) {
        this.server = server;
        this.control = ControlSocket.inbound(server, PASSWORD);
    }

    static SwitchUnderTest open(SwitchSettings settings) {
        return new SwitchUnderTest(EmbeddedSwitch.open(settings));
    }

    /** The UUID of the next call that is made, in either direction. */
    String nextCall() {
        return control.event("CHANNEL_CREATE").get("Unique-ID");
    }

    /** Calls, acknowledges the answer and gives the call's UUID. */
    String call(SipPhone phone, String number, int rtpPort) {
        phone.call(number, rtpPort);
        return control.event("CHANNEL_ANSWER").get("Unique-ID");
    }

    /** An API command whose answer may take until the test has done something. */
    CompletableFuture<String> later(String command) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (ControlSocket own = ControlSocket.inbound(server, PASSWORD)) {
                        return own.api(command);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    /** Runs an application on a call, which ends with {@link ControlSocket#completed} of {@code eventUuid}. */
    void execute(String uuid, String application, String argument, String eventUuid) {
        control.command("sendmsg " + uuid + "\ncall-command: execute\nexecute-app-name: " + application
                + "\nexecute-app-arg: " + argument + "\nEvent-UUID: " + eventUuid);
    }

    /** The dial string of a phone. */
    static String at(SipPhone phone) {
        return "sofia/internal/1000@127.0.0.1:" + phone.port();
    }

    static void hangUp(SipPhone phone) {
        phone.bye();
        phone.expect(200, "BYE");
    }

    @Override
    public void close() {
        Await.until("all calls to end", () -> server.status().calls() == 0);
        Await.until("all ports to be free", () -> server.status().media().portsInUse() == 0);
        control.close();
        server.close();
    }
}
