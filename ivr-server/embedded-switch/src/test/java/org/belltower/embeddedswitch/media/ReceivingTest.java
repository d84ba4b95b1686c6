package org.belltower.embeddedswitch.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.belltower.audio.DtmfGenerator;
import org.belltower.audio.DtmfTone;
import org.belltower.audio.G711;
import org.belltower.audio.SampleRate;
import org.belltower.embeddedswitch.media.SteppingMedia.Said;
import org.belltower.embeddedswitch.sdp.AudioCodec;
import org.belltower.embeddedswitch.sdp.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceivingTest {
    private final SteppingMedia media = new SteppingMedia();
    private final Said<ReceivedKey> keys = new Said<>();
    private RtpPeer peer;
    private MediaStream stream;

    @BeforeEach
    void start() throws IOException {
        peer = media.peer();
        stream = media.started("call", peer);
    }

    @AfterEach
    void close() throws IOException {
        media.close();
    }

    @Test
    void aKeyIsReportedOnceWithItsLength() throws Exception {
        stream.onKey(keys::say);
        peer.wholeKey(stream, 9);
        media.tick(3);
        ReceivedKey key = keys.next();
        assertThat(key.tone()).isEqualTo(DtmfTone.KEY_9);
        assertThat(key.length()).isEqualTo(Duration.ofMillis(120));
        assertThat(key.source()).isEqualTo(ReceivedKey.Source.RTP);
        assertThat(key.toString()).doesNotContain("9");
        peer.wholeKey(stream, 8);
        media.tick(3);
        assertThat(keys.next().tone()).isEqualTo(DtmfTone.KEY_8);
    }

    @Test
    void aKeyDoesNotWaitForTheNextTick() throws Exception {
        stream.onKey(keys::say);
        peer.wholeKey(stream, 9);
        media.listen();
        assertThat(keys.next().tone()).isEqualTo(DtmfTone.KEY_9);
    }

    /** Who has just been answered may press a key at once. */
    @Test
    void aKeyOfAStreamThatHasJustBeenStartedIsHeard() throws Exception {
        MediaStream fresh = media.open("fresh");
        fresh.onKey(keys::say);
        fresh.start(SteppingMedia.audio(peer, AudioCodec.PCMA, true, Direction.SENDRECV));
        peer.wholeKey(fresh, 9);
        media.listen();
        assertThat(keys.next().tone()).isEqualTo(DtmfTone.KEY_9);
    }

    @Test
    void keysBeforeAnybodyListensAreKept() throws Exception {
        for (int event : new int[] {1, 2, 3}) {
            peer.wholeKey(stream, event);
            media.tick(3);
        }
        stream.onKey(keys::say);
        assertThat(keys.next().tone()).isEqualTo(DtmfTone.KEY_1);
        assertThat(keys.next().tone()).isEqualTo(DtmfTone.KEY_2);
        assertThat(keys.next().tone()).isEqualTo(DtmfTone.KEY_3);
    }

    @Test
    void aListenerThatThrowsHearsTheNextKey() throws Exception {
        stream.onKey(key -> {
            keys.say(key);
            throw new IllegalStateException("a defect of the listener");
        });
        peer.wholeKey(stream, 1);
        media.tick(3);
        peer.wholeKey(stream, 2);
        media.tick(3);
        assertThat(keys.next().tone()).isEqualTo(DtmfTone.KEY_1);
        assertThat(keys.next().tone()).isEqualTo(DtmfTone.KEY_2);
    }

    @Test
    void keysAreHeardInBandWhereTelephoneEventWasNotNegotiated() throws Exception {
        stream.start(SteppingMedia.audio(peer, AudioCodec.PCMU, false, Direction.SENDRECV));
        stream.onKey(keys::say);
        say(DtmfTone.KEY_4, G711.ULAW, 0);
        ReceivedKey key = keys.next();
        assertThat(key.tone()).isEqualTo(DtmfTone.KEY_4);
        assertThat(key.source()).isEqualTo(ReceivedKey.Source.INBAND_AUDIO);
        assertThat(key.length().toMillis()).isBetween(70L, 90L);
    }

    @Test
    void inBandDetectionCanBeForcedAndForbidden() throws Exception {
        stream.onKey(keys::say);
        say(DtmfTone.KEY_4, G711.ALAW, 8);
        stream.detectInband(InbandDetection.ON);
        say(DtmfTone.KEY_5, G711.ALAW, 8);
        assertThat(keys.next().tone()).isEqualTo(DtmfTone.KEY_5);
        stream.detectInband(InbandDetection.OFF);
        say(DtmfTone.KEY_6, G711.ALAW, 8);
        peer.wholeKey(stream, 7);
        media.tick(3);
        assertThat(keys.next().tone()).isEqualTo(DtmfTone.KEY_7);
    }

    @Test
    void aStrangersPacketsAreDroppedAndCounted() throws Exception {
        stream.onKey(keys::say);
        // On loopback only the address tells a stranger: the peer is 127.0.0.1, this one comes from 127.0.0.9.
        try (var stranger = java.nio.channels.DatagramChannel.open()) {
            stranger.bind(new InetSocketAddress("127.0.0.9", 0));
            for (int i = 0; i < 5; i++) {
                byte[] packet = peer.packet(101, true, i, 5000, RtpPeer.event(5, true, 480));
                stranger.send(ByteBuffer.wrap(packet), new InetSocketAddress(stream.localAddress(), stream.rtpPort()));
            }
        }
        media.tick(2);
        assertThat(stream.statistics().strangers()).isEqualTo(5);
        assertThat(stream.statistics().packetsReceived()).isZero();
        assertThat(media.engine.counters().strangers()).isEqualTo(5);
        assertThat(stream.statistics().remote()).contains(peer.address());
        peer.wholeKey(stream, 9);
        media.tick(3);
        assertThat(keys.next().tone()).isEqualTo(DtmfTone.KEY_9);
    }

    @Test
    void thePeersOtherPortIsLatchedAtFirstAndNobodyMovesItLater() throws Exception {
        RtpPeer translated = media.peer();
        stream.background(new Background.Silence());
        translated.audio(stream, 8, new byte[160]);
        media.tick(2);
        assertThat(stream.statistics().remote()).contains(translated.address());
        for (int i = 0; i < 10; i++) {
            translated.audio(stream, 8, new byte[160]);
        }
        media.tick(2);
        RtpPeer late = media.peer();
        late.audio(stream, 8, new byte[160]);
        peer.packets();
        media.tick(2);
        assertThat(stream.statistics().remote()).contains(translated.address());
        assertThat(stream.statistics().strangers()).isEqualTo(1);
        assertThat(late.packets()).isEmpty();
        assertThat(peer.packets()).isEmpty();
        assertThat(translated.packets()).isNotEmpty();
    }

    @Test
    void garbageNeitherLatchesNorCounts() throws Exception {
        RtpPeer other = media.peer();
        other.send(stream, new byte[] {1, 2, 3});
        other.send(stream, new byte[2000]);
        other.send(stream, peer.packet(77, false, 1, 1, new byte[10]));
        media.tick(2);
        assertThat(stream.statistics().malformed()).isEqualTo(3);
        assertThat(stream.statistics().packetsReceived()).isZero();
        assertThat(stream.statistics().remote()).contains(peer.address());
    }

    @Test
    void mutatedAndTruncatedPacketsNeverStopTheStream() throws Exception {
        stream.background(new Background.Echo());
        Random random = new Random(3550);
        byte[] good = peer.packet(8, true, 1, 160, new byte[160]);
        for (int i = 0; i < 3000; i++) {
            byte[] mutant = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int k = 0; k < 4 && mutant.length > 0; k++) {
                mutant[random.nextInt(Math.min(20, mutant.length))] = (byte) random.nextInt();
            }
            peer.send(stream, mutant);
            peer.send(new InetSocketAddress(stream.localAddress(), stream.rtpPort() + 1), mutant);
            media.tick(1);
        }
        stream.onKey(keys::say);
        peer.ssrc++;
        peer.wholeKey(stream, 8);
        media.tick(10);
        ReceivedKey key = keys.next();
        while (key.tone() != DtmfTone.KEY_8) {
            key = keys.next();
        }
        assertThat(media.engine.counters().openStreams()).isEqualTo(1);
    }

    @Test
    void lossDuplicatesAndLateTurnUpInTheStatistics() throws Exception {
        stream.background(new Background.Echo());
        for (int sequence : new int[] {1, 2, 2, 5, 6, 7, 8, 9}) {
            peer.send(stream, peer.packet(8, false, sequence, sequence * 160, new byte[160]));
            media.tick(1);
        }
        media.tick(3);
        peer.send(stream, peer.packet(8, false, 3, 3 * 160, new byte[160]));
        media.tick(1);
        StreamStatistics statistics = stream.statistics();
        assertThat(statistics.packetsReceived()).isEqualTo(9);
        assertThat(statistics.duplicates()).isEqualTo(1);
        assertThat(statistics.lost()).isEqualTo(1);
        assertThat(statistics.late()).isEqualTo(1);
        assertThat(statistics.sinceLastPacket())
                .hasValueSatisfying(d -> assertThat(d).isLessThan(Duration.ofSeconds(1)));
    }

    @Test
    void anEchoComesBackSampleForSample() throws Exception {
        stream.background(new Background.Echo());
        media.tick(1);
        byte[] said = new byte[1600];
        new Random(8).nextBytes(said);
        for (int i = 0; i < 10; i++) {
            peer.audio(stream, 8, Arrays.copyOfRange(said, i * 160, (i + 1) * 160));
            media.tick(1);
        }
        media.tick(4);
        assertThat(RtpPeer.payload(peer.packets())).containsExactly(said);
    }

    @Test
    void twoStreamsAreBridgedWithSoundInTheOthersCodecAndKeys() throws Exception {
        RtpPeer second = media.peer();
        MediaStream other = media.open("other");
        other.start(SteppingMedia.audio(second, AudioCodec.PCMU, true, Direction.SENDRECV));
        media.tick(1);
        MediaEngine.bridge(stream, other);
        media.tick(2);
        byte[] said = new byte[1600];
        new Random(9).nextBytes(said);
        for (int i = 0; i < 10; i++) {
            peer.audio(stream, 8, Arrays.copyOfRange(said, i * 160, (i + 1) * 160));
            media.tick(1);
        }
        media.tick(5);
        List<RtpPeer.Packet> heard = second.packets();
        byte[] expected = new byte[1600];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = G711.ULAW.encode(G711.ALAW.decode(said[i]));
        }
        assertThat(heard).allMatch(p -> p.payloadType() == 0);
        assertThat(RtpPeer.payload(heard)).containsExactly(expected);
        second.wholeKey(other, 3);
        media.tick(12);
        assertThat(peer.packets())
                .filteredOn(p -> p.payloadType() == 101)
                .isNotEmpty()
                .allMatch(p -> p.payload()[0] == 3);
        other.close();
        media.tick(2);
        peer.audio(stream, 8, new byte[160]);
        media.tick(3);
        assertThat(second.packets()).isEmpty();
    }

    @Test
    void aSenderReportGoesOutEveryFiveSecondsAndTheGoodbyeAtTheEnd() throws Exception {
        peer.audio(stream, 8, new byte[160]);
        media.tick(250);
        List<byte[]> first = peer.datagrams();
        assertThat(first).hasSize(1);
        ByteBuffer report = ByteBuffer.wrap(first.getFirst());
        assertThat(report.get(1) & 0xFF).isEqualTo(200);
        assertThat(report.get(0) & 31).isEqualTo(1);
        assertThat(report.getInt(8))
                .isEqualTo((int) (Instant.parse("2026-11-22T10:00:00Z").getEpochSecond() + 2_208_988_800L));
        assertThat(report.getInt(28)).isEqualTo(peer.ssrc);
        byte[] receiverReport = new byte[32];
        ByteBuffer.wrap(receiverReport)
                .put((byte) 0x81)
                .put((byte) 201)
                .putShort((short) 7)
                .putInt(peer.ssrc)
                .putInt(report.getInt(4))
                .put((byte) 64);
        peer.send(new InetSocketAddress(stream.localAddress(), stream.rtpPort() + 1), receiverReport);
        media.tick(1);
        assertThat(stream.statistics().peerLossPercent()).contains(25.0);
        stream.close();
        media.tick(1);
        byte[] last = peer.datagrams().getLast();
        assertThat(last[last.length - 7] & 0xFF).isEqualTo(203);
    }

    private void say(DtmfTone tone, G711 law, int payloadType) throws IOException {
        byte[] codes = law.encode(DtmfGenerator.key(tone, Duration.ofMillis(80), SampleRate.HZ_8000));
        byte[] silence = new byte[160];
        Arrays.fill(silence, law.silence());
        for (int i = 0; i < 4; i++) {
            peer.audio(stream, payloadType, Arrays.copyOfRange(codes, i * 160, (i + 1) * 160));
            media.tick(1);
        }
        for (int i = 0; i < 8; i++) {
            peer.audio(stream, payloadType, silence);
            media.tick(1);
        }
    }
}
