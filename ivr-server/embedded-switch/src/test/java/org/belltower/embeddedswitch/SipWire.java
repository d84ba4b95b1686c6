package org.belltower.embeddedswitch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Sends and receives SIP messages as bytes, over UDP or TCP. <em>Confined to the test's thread.</em> */
interface SipWire extends AutoCloseable {
    void send(byte[] message);

    Optional<String> receive(Duration limit);

    String transport();

    int localPort();

    @Override
    void close();

    default void send(String message) {
        send(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    static SipWire udp(InetSocketAddress target) {
        return new Udp(target);
    }

    static SipWire tcp(InetSocketAddress target) {
        return new Tcp(target);
    }

    static SipWire tcpListener() {
        return new TcpListener();
    }

    /** One datagram a message. Answers go to where the last message came from. */
    final class Udp implements SipWire {
        private final DatagramSocket socket;
        private InetSocketAddress target;

        Udp(InetSocketAddress target) {
            try {
                this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                socket.setReceiveBufferSize(1 << 20);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            this.target = target;
        }

        @Override
        public void send(byte[] message) {
            try {
                socket.send(new DatagramPacket(message, message.length, target));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Optional<String> receive(Duration limit) {
            byte[] buffer = new byte[65536];
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.setSoTimeout((int) Math.max(1, limit.toMillis()));
                socket.receive(packet);
                target = (InetSocketAddress) packet.getSocketAddress();
                return Optional.of(new String(buffer, 0, packet.getLength(), StandardCharsets.ISO_8859_1));
            } catch (SocketTimeoutException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String transport() {
            return "UDP";
        }

        @Override
        public int localPort() {
            return socket.getLocalPort();
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** Messages cut by Content-Length. */
    final class Tcp implements SipWire {
        private final Socket socket;

        Tcp(InetSocketAddress target) {
            this(connect(target));
        }

        private Tcp(Socket socket) {
            this.socket = socket;
        }

        private static Socket connect(InetSocketAddress target) {
            try {
                Socket socket = new Socket(target.getAddress(), target.getPort());
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void send(byte[] message) {
            try {
                socket.getOutputStream().write(message);
                socket.getOutputStream().flush();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Optional<String> receive(Duration limit) {
            try {
                socket.setSoTimeout((int) Math.max(1, limit.toMillis()));
                InputStream in = socket.getInputStream();
                ByteArrayOutputStream head = new ByteArrayOutputStream();
                while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                    int next = in.read();
                    if (next < 0) {
                        return Optional.empty();
                    }
                    boolean keepAlive = head.size() == 0 && (next == '\r' || next == '\n');
                    if (!keepAlive) {
                        head.write(next);
                    }
                }
                String text = head.toString(StandardCharsets.ISO_8859_1);
                int length = text.lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                        .mapToInt(line -> Integer.parseInt(
                                line.substring(line.indexOf(':') + 1).trim()))
                        .findFirst()
                        .orElse(0);
                return Optional.of(text + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
            } catch (SocketTimeoutException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String transport() {
            return "TCP";
        }

        @Override
        public int localPort() {
            return socket.getLocalPort();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Waits for the other side to connect: a telephone that is called by TCP. */
    final class TcpListener implements SipWire {
        private final ServerSocket listening;
        private Optional<Tcp> accepted = Optional.empty();

        TcpListener() {
            try {
                this.listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void send(byte[] message) {
            accepted.orElseThrow(() -> new IllegalStateException("nobody has connected"))
                    .send(message);
        }

        @Override
        public Optional<String> receive(Duration limit) {
            try {
                if (accepted.isEmpty()) {
                    listening.setSoTimeout((int) Math.max(1, limit.toMillis()));
                    accepted = Optional.of(new Tcp(listening.accept()));
                }
                return accepted.get().receive(limit);
            } catch (SocketTimeoutException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String transport() {
            return "TCP";
        }

        @Override
        public int localPort() {
            return listening.getLocalPort();
        }

        @Override
        public void close() {
            accepted.ifPresent(Tcp::close);
            try {
                listening.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
