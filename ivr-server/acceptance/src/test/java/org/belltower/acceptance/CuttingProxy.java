package org.belltower.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Stands between a switch and a server, cuts their connections when a test says so, and may meddle with what the switch says. Thread-safe.
 * Its opener closes it.
 */
final class CuttingProxy implements AutoCloseable {
    /** The discard port, at which nothing listens. */
    private static final InetSocketAddress NOWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    /** Passes on what the switch has said. */
    interface Meddler {
        void pass(byte[] bytes, int length, OutputStream toServer) throws IOException;
    }

    private volatile Supplier<Meddler> meddling = () -> (bytes, length, out) -> out.write(bytes, 0, length);

    private volatile InetSocketAddress server = NOWHERE;

    private CuttingProxy(ServerSocket listening) {
        this.listening = listening;
    }

    static CuttingProxy open() throws IOException {
        CuttingProxy proxy = new CuttingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    /** {@code HOST:PORT}. */
    String address() {
        return "127.0.0.1:" + port();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Where connections go from now on. */
    void to(InetSocketAddress address) {
        server = address;
    }

    /** Each connection from now on has a meddler of its own. */
    void meddle(Supplier<Meddler> meddlers) {
        meddling = meddlers;
    }

    private void accept() {
        try {
            while (true) {
                Socket fromSwitch = listening.accept();
                open.add(fromSwitch);
                Thread.ofVirtual().start(() -> join(fromSwitch));
            }
        } catch (IOException closed) {
            // No more connections.
        }
    }

    private void join(Socket fromSwitch) {
        try {
            Socket toServer = new Socket(server.getAddress(), server.getPort());
            open.add(toServer);
            toServer.setTcpNoDelay(true);
            Thread.ofVirtual()
                    .start(() -> pump(toServer, fromSwitch, (bytes, length, out) -> out.write(bytes, 0, length)));
            pump(fromSwitch, toServer, meddling.get());
        } catch (IOException e) {
            close(fromSwitch);
        }
    }

    private void pump(Socket from, Socket to, Meddler meddler) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                meddler.pass(bytes, read, out);
                out.flush();
            }
        } catch (IOException cut) {
            // Both ends go.
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Cuts every connection; new ones are made as before. */
    void cut() {
        open.forEach(this::close);
    }

    /** Cuts every connection, and each new one at once, until it is told where to go. */
    void refuse() {
        server = NOWHERE;
        cut();
    }

    /** From now on nobody is here, as where the server's machine is off. */
    void vanish() throws IOException {
        listening.close();
        cut();
    }

    @Override
    public void close() throws IOException {
        vanish();
    }
}
