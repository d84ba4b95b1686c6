package org.belltower.embeddedswitch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.belltower.audio.DtmfGenerator;
import org.belltower.audio.DtmfTone;
import org.belltower.audio.G711;
import org.belltower.audio.SampleRate;

/**
 * A telephone's microphone and loudspeaker: RTP written and read by hand, one frame of A-law every 20 ms.
 *
 * <p><em>Confined to the test's thread.</em>
 */
final class PhoneAudio implements AutoCloseable {
    private static final int FRAME = 160;
    private static final int TELEPHONE_EVENT = 101;
    private static final int FRAME_MILLIS = 20;

    /** A packet as it came; nothing here compares or changes the payload's array. */
    @SuppressWarnings("ArrayRecordComponent")
    record Packet(int payloadType, int timestamp, byte[] payload) {
        boolean isKeyEnd() {
            return payloadType == TELEPHONE_EVENT && (payload[1] & 0x80) != 0;
        }
    }

    /** A key that was heard by RFC 4733, with its length. */
    record Key(int event, Duration length) {}

    private final DatagramSocket socket;
    private int sequence;
    private int timestamp;

    PhoneAudio() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setReceiveBufferSize(1 << 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Says a marked frame every 20 ms until it is heard at the other phone, whose audio comes from {@code heardFrom}. */
    boolean reaches(int switchPort, PhoneAudio other, int heardFrom) {
        byte[] frame = new byte[FRAME];
        Arrays.fill(frame, (byte) 0x2a);
        long deadline = System.nanoTime() + SipPhone.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            say(switchPort, 8, frame);
            Optional<DatagramPacket> heard = other.datagram(Duration.ofMillis(FRAME_MILLIS));
            if (heard.filter(packet -> packet.getLength() == 12 + FRAME
                            && packet.getPort() == heardFrom
                            && packet.getData()[100] == (byte) 0x2a)
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The key as sound, 120 ms of it and 60 ms of silence, in real time. */
    void sayTone(int switchPort, DtmfTone tone) {
        byte[] codes = G711.ALAW.encode(DtmfGenerator.key(tone, Duration.ofMillis(120), SampleRate.HZ_8000));
        byte[] all = Arrays.copyOf(codes, 9 * FRAME);
        Arrays.fill(all, codes.length, all.length, G711.ALAW.silence());
        for (int at = 0; at < all.length; at += FRAME) {
            say(switchPort, 8, Arrays.copyOfRange(all, at, at + FRAME));
            datagram(Duration.ofMillis(FRAME_MILLIS));
        }
    }

    /** The key by RFC 4733, its end three times. */
    void sayKey(int switchPort, int event) {
        int began = timestamp;
        for (int i = 1; i <= 8; i++) {
            boolean end = i > 5;
            int length = Math.min(i, 6) * FRAME;
            timestamp = began;
            say(switchPort, TELEPHONE_EVENT, new byte[] {
                (byte) event, (byte) (end ? 0x8a : 0x0a), (byte) (length >> 8), (byte) length
            });
        }
        timestamp = began + 8 * FRAME;
    }

    private void say(int switchPort, int payloadType, byte[] payload) {
        byte[] packet = new byte[12 + payload.length];
        ByteBuffer.wrap(packet)
                .put((byte) 0x80)
                .put((byte) payloadType)
                .putShort((short) sequence++)
                .putInt(timestamp)
                .putInt(0x5eed)
                .put(payload);
        timestamp += FRAME;
        try {
            socket.send(new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), switchPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next packet of sound or of a key. */
    Packet next() {
        DatagramPacket packet =
                datagram(SipPhone.PATIENCE).orElseThrow(() -> new AssertionError("no RTP within " + SipPhone.PATIENCE));
        ByteBuffer in = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        return new Packet(in.get(1) & 0x7f, in.getInt(4), Arrays.copyOfRange(packet.getData(), 12, packet.getLength()));
    }

    /** The next keys that come by RFC 4733. */
    List<Key> keys(int count) {
        List<Key> keys = new ArrayList<>();
        Optional<Integer> last = Optional.empty();
        while (keys.size() < count) {
            Packet packet = next();
            if (packet.isKeyEnd() && !last.equals(Optional.of(packet.timestamp()))) {
                last = Optional.of(packet.timestamp());
                int samples = ByteBuffer.wrap(packet.payload()).getShort(2) & 0xffff;
                keys.add(new Key(packet.payload()[0], Duration.ofMillis(samples / 8)));
            }
        }
        return keys;
    }

    private Optional<DatagramPacket> datagram(Duration limit) {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        try {
            socket.setSoTimeout((int) limit.toMillis());
            socket.receive(packet);
            return Optional.of(packet);
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
