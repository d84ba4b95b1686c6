package org.belltower.embeddedswitch.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.belltower.embeddedswitch.sdp.AudioCodec;
import org.belltower.embeddedswitch.sdp.Direction;
import org.belltower.embeddedswitch.sdp.NegotiatedAudio;

/** An engine whose clock the test steps, on loopback ports of its own. Confined to the test's thread. */
final class SteppingMedia implements AutoCloseable {
    static final int TELEPHONE_EVENT = 101;

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    final MediaEngine engine;
    private final List<RtpPeer> peers = new ArrayList<>();
    private long nanos = 1_000_000_000;

    SteppingMedia() {
        this(settings(20000, 29999));
    }

    SteppingMedia(MediaSettings settings) {
        engine = MediaEngine.stepping(settings, () -> NOW);
    }

    static MediaSettings settings(int first, int last) {
        return MediaSettings.on(InetAddress.getLoopbackAddress())
                .withPorts(first, last)
                .withClocks(1);
    }

    MediaStream open(String name) {
        return switch (engine.openStream(name)) {
            case StreamOpening.Opened(MediaStream stream) -> stream;
            case StreamOpening other -> throw new AssertionError("No stream: " + other);
        };
    }

    RtpPeer peer() throws IOException {
        RtpPeer peer = new RtpPeer();
        peers.add(peer);
        return peer;
    }

    /** A stream that sends PCMA to the peer. */
    MediaStream started(String name, RtpPeer peer) {
        MediaStream stream = open(name);
        stream.start(audio(peer, AudioCodec.PCMA, true, Direction.SENDRECV));
        tick(1);
        return stream;
    }

    static NegotiatedAudio audio(RtpPeer peer, AudioCodec codec, boolean keys, Direction direction) {
        InetSocketAddress at = peer.address();
        return new NegotiatedAudio(
                at,
                new InetSocketAddress(at.getAddress(), at.getPort()),
                codec,
                codec.payloadType(),
                keys ? OptionalInt.of(TELEPHONE_EVENT) : OptionalInt.empty(),
                direction);
    }

    void tick(int count) {
        for (int i = 0; i < count; i++) {
            engine.tick(nanos += MediaClock.TICK_NANOS);
        }
    }

    /** Reads between two ticks. */
    void listen() {
        engine.listen(nanos + MediaClock.TICK_NANOS / 4);
    }

    @Override
    public void close() throws IOException {
        engine.close();
        for (RtpPeer peer : peers) {
            peer.close();
        }
    }

    /** What a callback says, awaited. */
    static final class Said<T> {
        private final BlockingQueue<T> values = new LinkedBlockingQueue<>();

        void say(T value) {
            values.add(value);
        }

        T next() throws InterruptedException {
            T value = values.poll(30, TimeUnit.SECONDS);
            assertThat(value).as("something said within 30 s").isNotNull();
            return value;
        }
    }
}
