package org.belltower.embeddedswitch.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The other end of a stream: a raw socket that writes and reads RTP by hand. Confined to the test's thread. */
final class RtpPeer implements AutoCloseable {
    /** A packet as it came; nothing here compares or changes the payload's array. */
    @SuppressWarnings("ArrayRecordComponent")
    record Packet(int payloadType, boolean marker, int sequence, int timestamp, int ssrc, byte[] payload) {
        boolean isEnd() {
            return (payload[1] & 0x80) != 0;
        }
    }

    private final DatagramChannel channel;
    int sequence = 65_530;
    int timestamp = 0x7FFF_FF00;
    int ssrc = 0x1234_5678;

    RtpPeer() throws IOException {
        channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
    }

    InetSocketAddress address() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException closed) {
            throw new AssertionError(closed);
        }
    }

    void audio(MediaStream to, int payloadType, byte[] payload) throws IOException {
        send(to, packet(payloadType, false, sequence, timestamp, payload));
        sequence = (sequence + 1) & 0xFFFF;
        timestamp += payload.length;
    }

    void key(MediaStream to, int event, boolean end, int duration, boolean marker) throws IOException {
        send(to, packet(SteppingMedia.TELEPHONE_EVENT, marker, sequence, timestamp, event(event, end, duration)));
        sequence = (sequence + 1) & 0xFFFF;
    }

    /** A whole key as phones send it: five packets, three ends. */
    void wholeKey(MediaStream to, int event) throws IOException {
        for (int i = 1; i <= 5; i++) {
            key(to, event, false, i * 160, i == 1);
        }
        for (int i = 0; i < 3; i++) {
            key(to, event, true, 960, false);
        }
        timestamp += 1600;
    }

    static byte[] event(int event, boolean end, int duration) {
        return new byte[] {(byte) event, (byte) (end ? 0x8A : 0x0A), (byte) (duration >> 8), (byte) duration};
    }

    byte[] packet(int payloadType, boolean marker, int sequence, int timestamp, byte[] payload) {
        byte[] bytes = new byte[12 + payload.length];
        ByteBuffer out = ByteBuffer.wrap(bytes);
        out.put((byte) 0x80).put((byte) ((marker ? 0x80 : 0) | payloadType)).putShort((short) sequence);
        out.putInt(timestamp).putInt(ssrc).put(payload);
        return bytes;
    }

    void send(MediaStream to, byte[] datagram) throws IOException {
        send(new InetSocketAddress(to.localAddress(), to.rtpPort()), datagram);
    }

    void send(SocketAddress to, byte[] datagram) throws IOException {
        channel.send(ByteBuffer.wrap(datagram), to);
    }

    /** All datagrams that have come. On loopback they are there when the sender's call returns. */
    List<byte[]> datagrams() throws IOException {
        List<byte[]> all = new ArrayList<>();
        byte[] bytes = new byte[2048];
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (channel.receive(in) != null) {
            all.add(Arrays.copyOf(bytes, in.position()));
            in.clear();
        }
        return all;
    }

    List<Packet> packets() throws IOException {
        return datagrams().stream()
                .filter(d -> d.length >= 12 && (d[1] & 0xFF) != 200)
                .map(RtpPeer::parse)
                .toList();
    }

    private static Packet parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Packet(
                bytes[1] & 0x7F,
                (bytes[1] & 0x80) != 0,
                in.getShort(2) & 0xFFFF,
                in.getInt(4),
                in.getInt(8),
                Arrays.copyOfRange(bytes, 12, bytes.length));
    }

    static byte[] payload(List<Packet> packets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        packets.forEach(p -> out.writeBytes(p.payload()));
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
