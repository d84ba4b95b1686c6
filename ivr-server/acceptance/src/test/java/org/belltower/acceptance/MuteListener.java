package org.belltower.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A server that takes the switch's connections and says nothing, or closes them at once. Its opener closes it. */
final class MuteListener implements AutoCloseable {
    private final ServerSocket socket;

    private MuteListener(ServerSocket socket) {
        this.socket = socket;
    }

    static MuteListener open(boolean closes) throws IOException {
        MuteListener listener = new MuteListener(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        if (closes) {
            Thread.ofVirtual().start(listener::closeAll);
        }
        return listener;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    private void closeAll() {
        try {
            while (true) {
                socket.accept().close();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
