package org.belltower.server.caller;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.belltower.audio.G711;

/**
 * The media of one call: a packet every 20 ms from the moment the other side's address is known, silence where there is
 * nothing to say, as a real telephone does. <i>Thread-safe.</i> One virtual thread sends, one receives; both end with
 * {@link #close}.
 *
 * <p>Spec: RFC 3550; RFC 3551 §4.5.14; RFC 4733 §2.5.1.
 */
final class RtpLeg implements AutoCloseable {
    static final int FRAME = 160;
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final DatagramSocket socket;
    /** Bytes: a telephone whose machine stands still for seconds loses nothing, as far as the system lets it. */
    private static final int RECEIVE_BUFFER = 1 << 20;

    private final G711 codec;
    private final Heard heard;
    private final BlockingQueue<RtpSound> queue = new LinkedBlockingQueue<>();

    // Confined to the sending thread.
    private final int source;
    private int sequence;
    private long timestamp;
    private boolean talking;

    private volatile Optional<SessionDescription> remote = Optional.empty();
    private volatile boolean started;

    /** Written by the sending thread. */
    private volatile long furthestBehindNanos;

    RtpLeg(InetAddress address, G711 codec, Heard heard) {
        this.codec = codec;
        this.heard = heard;
        var random = new Random(System.nanoTime());
        this.source = random.nextInt();
        this.sequence = random.nextInt(1 << 15);
        this.timestamp = random.nextInt(1 << 30);
        try {
            this.socket = new DatagramSocket(new InetSocketAddress(address, 0));
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
        } catch (SocketException e) {
            throw new CallerException("No UDP socket for audio on " + address, e);
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Where to send from now on; the first call starts the media. */
    synchronized void connect(SessionDescription description) {
        remote = Optional.of(description);
        if (!started) {
            started = true;
            Thread.ofVirtual().name("caller-rtp-send-" + address().getPort()).start(this::send);
            Thread.ofVirtual().name("caller-rtp-receive-" + address().getPort()).start(this::receive);
        }
    }

    /** By how much the latest of all packets so far left too late: as long is the silence that it tore into what was said. */
    long furthestBehindNanos() {
        return furthestBehindNanos;
    }

    /** Queues something to be sent after what is queued already. */
    void say(RtpSound sound) {
        queue.add(sound);
    }

    @Override
    public void close() {
        socket.close();
    }

    private void send() {
        long due = System.nanoTime();
        byte[] silence = new byte[FRAME];
        Arrays.fill(silence, codec.silence());
        while (!socket.isClosed()) {
            RtpSound sound = Optional.ofNullable(queue.peek()).orElseGet(() -> RtpSound.audio(silence));
            furthestBehindNanos = Math.max(furthestBehindNanos, System.nanoTime() - due);
            frame(sound);
            due += FRAME_NANOS;
            long ahead = due - System.nanoTime();
            if (ahead < -10 * FRAME_NANOS) {
                due = System.nanoTime(); // The machine stood still: go on from here instead of sending a burst.
            }
            while (due - System.nanoTime() > 0 && !socket.isClosed()) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }

    private void frame(RtpSound sound) {
        switch (sound) {
            case RtpSound.Audio audio -> {
                packet(SessionDescription.payloadType(codec), !talking, timestamp, audio.next());
                talking = true;
                timestamp += FRAME;
                if (audio.ended()) {
                    queue.remove(audio);
                    audio.done();
                }
            }
            case RtpSound.Event event -> {
                int type = remote.flatMap(r -> r.events().stream().boxed().findFirst())
                        .orElse(101);
                boolean first = event.begins();
                byte[] payload = event.next(FRAME);
                packet(type, first, event.timestamp(timestamp), payload);
                timestamp += FRAME;
                if (event.ended()) {
                    // The end is sent three times, so that it survives the loss of two. Spec: RFC 4733 §2.5.1.4.
                    packet(type, false, event.timestamp(timestamp), event.last());
                    packet(type, false, event.timestamp(timestamp), event.last());
                    talking = false;
                    queue.remove(event);
                    event.done();
                }
            }
        }
    }

    private void packet(int type, boolean marker, long at, byte[] payload) {
        remote.ifPresent(to -> {
            byte[] bytes = new RtpPacket(type, marker, sequence++, at, source, payload).bytes();
            try {
                socket.send(new DatagramPacket(bytes, bytes.length, to.audio()));
            } catch (IOException e) {
                // Nobody listens there any more, or the call was just closed: like a voice on a dead line.
                talking = false;
            }
        });
    }

    private void receive() {
        var packet = new DatagramPacket(new byte[2048], 2048);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
            } catch (IOException e) {
                if (socket.isClosed()) {
                    return;
                }
                continue; // The other side's port was closed when we sent: reported here, heard by nobody.
            }
            long nanos = System.nanoTime();
            RtpPacket.parse(packet.getData(), packet.getLength()).ifPresent(rtp -> take(rtp, nanos));
        }
    }

    private void take(RtpPacket rtp, long nanos) {
        if (rtp.payloadType() == SessionDescription.payloadType(codec)) {
            heard.audio(rtp, nanos);
        } else if (remote.isPresent()
                && rtp.payloadType() == remote.get().events().orElse(-1)) {
            heard.event(rtp);
        }
    }
}
