package org.belltower.server.caller;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * A UDP socket for SIP, with a virtual thread that hands each message to the dialog of its Call-ID. <i>Thread-safe.</i>
 * Closed by whoever opened it.
 */
final class SipSocket implements AutoCloseable {
    private final DatagramSocket socket;
    /** A closed socket does not know it any more, and a request may come in while it is being closed. */
    private final InetSocketAddress address;

    private final Map<String, SipDialog> dialogs = new ConcurrentHashMap<>();
    private final BiConsumer<SipMessage, InetSocketAddress> strangers;

    private SipSocket(DatagramSocket socket, BiConsumer<SipMessage, InetSocketAddress> strangers) {
        this.socket = socket;
        this.address = (InetSocketAddress) socket.getLocalSocketAddress();
        this.strangers = strangers;
    }

    /**
     * Opens a socket on a free port.
     *
     * @param strangers takes each message of a call that is not known
     */
    static SipSocket open(InetAddress address, BiConsumer<SipMessage, InetSocketAddress> strangers) {
        try {
            var sip = new SipSocket(new DatagramSocket(new InetSocketAddress(address, 0)), strangers);
            Thread.ofVirtual().name("caller-sip-" + sip.address().getPort()).start(sip::receive);
            return sip;
        } catch (SocketException e) {
            throw new CallerException("No UDP socket on " + address + ": is it an address of this machine?", e);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** This end as it stands in SIP headers. */
    String hostAndPort() {
        return address().getAddress().getHostAddress() + ":" + address().getPort();
    }

    void register(String callId, SipDialog dialog) {
        dialogs.put(callId, dialog);
    }

    void send(SipMessage message, InetSocketAddress to) {
        byte[] bytes = message.bytes();
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new CallerException("Nothing can be sent to " + to, e);
            }
        }
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void receive() {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
            } catch (IOException e) {
                if (socket.isClosed()) {
                    return;
                }
                continue; // A refused datagram comes back as an error of the next receive; the call's timers decide.
            }
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            SipMessage.parse(text)
                    .ifPresent(message -> deliver(message, (InetSocketAddress) packet.getSocketAddress()));
        }
    }

    private void deliver(SipMessage message, InetSocketAddress from) {
        Optional.ofNullable(dialogs.get(message.required("Call-ID")))
                .ifPresentOrElse(dialog -> dialog.handle(message, from), () -> strangers.accept(message, from));
    }
}
