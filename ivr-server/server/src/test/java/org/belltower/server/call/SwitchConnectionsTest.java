package org.belltower.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.embeddedswitch.SwitchSettings;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the switches say about calls, and what is made of it where one of them says nothing. */
class SwitchConnectionsTest {
    private static final String PASSWORD = "a password for this test";

    @TempDir
    Path folder;

    private SessionJournal sessions;
    private SwitchConnections switches;

    @BeforeEach
    void open() throws IOException {
        sessions = SessionJournal.open(folder, InstantSource.system());
        switches = SwitchConnections.open(new CallsInProgress(), sessions);
    }

    @AfterEach
    void close() {
        switches.close();
        sessions.close();
    }

    private static EmbeddedSwitch node() {
        return EmbeddedSwitch.open(SwitchSettings.free(PASSWORD, Dialplan.empty()));
    }

    private void connected(long many) {
        long until = System.nanoTime() + 30_000_000_000L;
        while (switches.up() < many) {
            assertThat(System.nanoTime()).as("connections come up").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    @Test
    void whereThereIsNoSwitchNothingIsKnown() {
        assertThat(switches.presence("a")).isEqualTo(SwitchLinks.Presence.UNKNOWN);
        assertThat(switches.send("a", "again")).isFalse();
    }

    @Test
    void callThatNoSwitchHasIsOver() {
        try (EmbeddedSwitch first = node();
                EmbeddedSwitch second = node()) {
            switches.connect(first.eventSocketAddress(), PASSWORD);
            switches.connect(second.eventSocketAddress(), PASSWORD);
            connected(2);
            assertThat(switches.presence("a")).isEqualTo(SwitchLinks.Presence.OVER);
            assertThat(switches.send("a", "again")).isFalse();
        }
    }

    @Test
    void whatTheOthersSayDecidesNothingWhereOneSaysNothing() throws IOException {
        try (EmbeddedSwitch node = node();
                ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            switches.connect(node.eventSocketAddress(), PASSWORD);
            switches.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), mute.getLocalPort()), PASSWORD);
            connected(1);
            assertThat(switches.presence("a")).isEqualTo(SwitchLinks.Presence.UNKNOWN);
            assertThat(switches.size()).isEqualTo(2);
        }
    }

    @Test
    void switchWithAnotherPasswordIsOneThatSaysNothing() {
        try (EmbeddedSwitch node = node()) {
            switches.connect(node.eventSocketAddress(), "another password altogether");
            assertThat(switches.presence("a")).isEqualTo(SwitchLinks.Presence.UNKNOWN);
        }
    }
}
