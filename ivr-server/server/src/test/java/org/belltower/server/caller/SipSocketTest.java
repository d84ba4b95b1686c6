package org.belltower.server.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class SipSocketTest {
    @Test
    void requestThatIsAnsweredWhileTheSocketIsClosedStillKnowsItsAddress() {
        SipSocket socket = SipSocket.open(InetAddress.getLoopbackAddress(), (_, _) -> {});
        String open = socket.hostAndPort();
        socket.close();
        assertThat(socket.hostAndPort()).isEqualTo(open).startsWith("127.0.0.1:");
    }
}
