package org.belltower.server.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class SipSocketTest {

    @Test
    void closedInMidMessageItStillKnowsItsAddress() {
        SipSocket socket = SipSocket.open(InetAddress.getLoopbackAddress(), (message, from) -> {});
        InetSocketAddress before = socket.address();
        String said = socket.hostAndPort();
        socket.close();
        assertThat(socket.isClosed()).isTrue();
        assertThat(socket.address()).isEqualTo(before);
        assertThat(socket.hostAndPort()).isEqualTo(said).isEqualTo("127.0.0.1:" + before.getPort());
    }
}
