package org.belltower.embeddedswitch.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * A bound, non-blocking UDP socket of a stream. *Confined to the clock* after opening; its stream closes it.
 *
 * <p>It is not connected: a connected one would have the system drop strangers uncounted and report a dead peer as an
 * exception at each packet, and measured here it sends no faster (JDK 25, Linux: both about 2 µs, both without
 * allocation).
 */
final class RtpSocket {
    private static final int RECEIVE_BUFFER = 64 * 1024;

    private final DatagramChannel channel;
    private final Receiver receiver;

    /** What becomes of a datagram; it lies in the clock's buffer from 0 to the limit. */
    interface Receiver {
        void datagram(MediaClock clock, SocketAddress sender, long nanos);
    }

    private RtpSocket(DatagramChannel channel, Receiver receiver) {
        this.channel = channel;
        this.receiver = receiver;
    }

    /** Binds; fails where the port is taken by another program. */
    static RtpSocket open(InetAddress address, int port, Receiver receiver) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(new InetSocketAddress(address, port));
            return new RtpSocket(channel, receiver);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    void register(Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    void read(MediaClock clock, long nanos) {
        try {
            clock.received.clear();
            SocketAddress sender = channel.receive(clock.received);
            if (sender != null) {
                clock.received.flip();
                receiver.datagram(clock, sender, nanos);
            }
        } catch (IOException unreadable) {
            // The system's word about an earlier packet of ours; the peer's next packet is read all the same.
            clock.sendFailures.add(1);
        }
    }

    /** Sends what lies between position and limit; false if the system does not take it now. */
    boolean send(ByteBuffer packet, SocketAddress target) {
        try {
            return channel.send(packet, target) > 0;
        } catch (IOException refused) {
            return false;
        }
    }

    void close() throws IOException {
        channel.close();
    }
}
