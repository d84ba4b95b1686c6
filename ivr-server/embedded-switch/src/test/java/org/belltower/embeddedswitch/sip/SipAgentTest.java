package org.belltower.embeddedswitch.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.belltower.embeddedswitch.Await;
import org.junit.jupiter.api.Test;

class SipAgentTest {

    private static SipAgent open(int port) {
        return SipAgent.open(SipSettings.of("127.0.0.1", port), (call, leg) -> signal -> {});
    }

    private static boolean isFree(int port) {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (DatagramSocket udp = new DatagramSocket(port, here);
                ServerSocket tcp = new ServerSocket(port, 1, here)) {
            return udp.isBound() && tcp.isBound();
        } catch (IOException held) {
            return false;
        }
    }

    @Test
    void itsPortIsGivenBackAlsoWhereItIsClosedAtOnce() {
        for (int i = 0; i < 100; i++) {
            SipAgent agent = open(0);
            agent.close();
            Await.until("the port to be free", () -> isFree(agent.port()));
        }
    }

    @Test
    void closingInterruptsNobody() {
        open(0).close();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void threadThatWasInterruptedStaysSo() {
        SipAgent agent = open(0);
        Thread.currentThread().interrupt();
        agent.close();
        assertThat(Thread.interrupted()).isTrue();
    }
}
