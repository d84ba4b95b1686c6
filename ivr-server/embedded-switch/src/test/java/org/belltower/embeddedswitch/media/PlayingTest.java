package org.belltower.embeddedswitch.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.belltower.audio.DtmfTone;
import org.belltower.audio.G711;
import org.belltower.audio.ToneScript;
import org.belltower.embeddedswitch.media.SteppingMedia.Said;
import org.belltower.embeddedswitch.sdp.AudioCodec;
import org.belltower.embeddedswitch.sdp.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlayingTest {
    private final SteppingMedia media = new SteppingMedia();
    private final Said<PlaybackEnd> ends = new Said<>();
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
    void aClipArrivesSampleForSampleAndItsEndSaysHowMany() throws Exception {
        Clip clip = clip(1, 803);
        stream.play(List.of(new PlayItem.ClipItem(clip)), ends::say);
        media.tick(7);
        List<RtpPeer.Packet> packets = peer.packets();
        assertThat(packets).hasSize(6);
        assertThat(packets.getFirst().marker()).isTrue();
        assertThat(packets.subList(1, 6)).noneMatch(RtpPeer.Packet::marker);
        for (int i = 1; i < 6; i++) {
            assertThat(packets.get(i).timestamp() - packets.get(i - 1).timestamp())
                    .isEqualTo(160);
            assertThat((packets.get(i).sequence() - packets.get(i - 1).sequence()) & 0xFFFF)
                    .isEqualTo(1);
        }
        byte[] heard = RtpPeer.payload(packets);
        assertThat(Arrays.copyOf(heard, 803)).containsExactly(clip.payload(G711.ALAW));
        assertThat(Arrays.copyOfRange(heard, 803, 960)).containsOnly(0xD5);
        assertThat(ends.next()).isEqualTo(new PlaybackEnd(PlaybackEnd.Reason.DONE, 803, 1));
    }

    @Test
    void itemsFollowEachOtherWithoutASampleBetween() throws Exception {
        Clip one = clip(2, 250);
        Clip two = clip(3, 117);
        stream.play(
                List.of(
                        new PlayItem.ClipItem(one),
                        new PlayItem.ClipItem(two),
                        new PlayItem.Silence(Duration.ofMillis(5)),
                        new PlayItem.Silence(Duration.ZERO),
                        new PlayItem.ClipItem(one)),
                ends::say);
        media.tick(5);
        byte[] heard = RtpPeer.payload(peer.packets());
        assertThat(Arrays.copyOfRange(heard, 0, 250)).containsExactly(one.payload(G711.ALAW));
        assertThat(Arrays.copyOfRange(heard, 250, 367)).containsExactly(two.payload(G711.ALAW));
        assertThat(Arrays.copyOfRange(heard, 367, 407)).containsOnly(0xD5);
        assertThat(Arrays.copyOfRange(heard, 407, 657)).containsExactly(one.payload(G711.ALAW));
        assertThat(ends.next()).isEqualTo(new PlaybackEnd(PlaybackEnd.Reason.DONE, 657, 5));
    }

    @Test
    void tonesAreLoopedSeamlessly() throws Exception {
        ToneScript script = ToneScript.parse("%(15,10,440);loops=3");
        stream.play(List.of(new PlayItem.Tones(script)), ends::say);
        media.tick(4);
        byte[] once = Segment.clip(script).payload(G711.ALAW);
        byte[] heard = RtpPeer.payload(peer.packets());
        assertThat(once).hasSize(200);
        for (int i = 0; i < 600; i++) {
            assertThat(heard[i]).isEqualTo(once[i % 200]);
        }
        assertThat(ends.next().samplesPlayed()).isEqualTo(600);
    }

    @Test
    void whatIsPlayedBehindAStopBeginsWithTheTickThatStops() throws Exception {
        Clip one = clip(5, 800);
        Clip two = clip(6, 160);
        Playback first = stream.play(List.of(new PlayItem.ClipItem(one)), ends::say);
        media.tick(2);
        first.stop();
        assertThat(first.samplesPlayed()).isEqualTo(320);
        stream.play(List.of(new PlayItem.ClipItem(two)), ends::say);
        media.tick(2);
        List<RtpPeer.Packet> packets = peer.packets();
        assertThat(packets).hasSize(3);
        assertThat(RtpPeer.payload(packets.subList(2, 3))).containsExactly(two.payload(G711.ALAW));
        assertThat(packets.getLast().marker()).isFalse();
        assertThat(ends.next()).isEqualTo(new PlaybackEnd(PlaybackEnd.Reason.STOPPED, 320, 0));
        assertThat(ends.next().reason()).isEqualTo(PlaybackEnd.Reason.DONE);
    }

    @Test
    void stopTakesEffectAtTheNextTick() throws Exception {
        Playback playback = stream.play(List.of(new PlayItem.EndlessSilence()), ends::say);
        media.tick(3);
        playback.stop();
        media.tick(3);
        assertThat(peer.packets()).hasSize(3);
        assertThat(ends.next()).isEqualTo(new PlaybackEnd(PlaybackEnd.Reason.STOPPED, 480, 0));
        playback.stop();
        stream.play(List.of(new PlayItem.Silence(Duration.ofMillis(20))), ends::say);
        media.tick(2);
        assertThat(ends.next()).isEqualTo(new PlaybackEnd(PlaybackEnd.Reason.DONE, 160, 1));
    }

    @Test
    void theNewestPlaybackIsHeardAndTheOneBelowGoesOnWhereItWas() throws Exception {
        Clip below = clip(4, 640);
        Clip above = clip(5, 240);
        stream.play(List.of(new PlayItem.ClipItem(below)), ends::say);
        media.tick(1);
        stream.play(List.of(new PlayItem.ClipItem(above)), ends::say);
        media.tick(5);
        byte[] heard = RtpPeer.payload(peer.packets());
        byte[] lower = below.payload(G711.ALAW);
        assertThat(Arrays.copyOfRange(heard, 0, 160)).containsExactly(Arrays.copyOf(lower, 160));
        assertThat(Arrays.copyOfRange(heard, 160, 400)).containsExactly(above.payload(G711.ALAW));
        assertThat(Arrays.copyOfRange(heard, 400, 880)).containsExactly(Arrays.copyOfRange(lower, 160, 640));
        assertThat(ends.next().samplesPlayed()).isEqualTo(240);
        assertThat(ends.next().samplesPlayed()).isEqualTo(640);
    }

    @Test
    void oneNestingTooManyIsRejectedAndStopAllEndsTheRest() throws Exception {
        for (int i = 0; i <= MediaStream.MAX_NESTED; i++) {
            stream.play(List.of(new PlayItem.EndlessSilence()), ends::say);
        }
        media.tick(1);
        assertThat(ends.next().reason()).isEqualTo(PlaybackEnd.Reason.REJECTED);
        stream.stopAll();
        media.tick(1);
        for (int i = 0; i < MediaStream.MAX_NESTED; i++) {
            assertThat(ends.next().reason()).isEqualTo(PlaybackEnd.Reason.STOPPED);
        }
    }

    @Test
    void aClosedStreamEndsWhatPlaysAndWhatIsAskedLater() throws Exception {
        stream.play(List.of(new PlayItem.EndlessSilence()), ends::say);
        media.tick(1);
        stream.close();
        stream.close();
        media.tick(1);
        assertThat(ends.next().reason()).isEqualTo(PlaybackEnd.Reason.CLOSED);
        stream.play(List.of(new PlayItem.EndlessSilence()), ends::say);
        assertThat(ends.next().reason()).isEqualTo(PlaybackEnd.Reason.CLOSED);
    }

    @Test
    void aStreamWhoseClockHadNoRoomForItsEndCanBeClosedLater() throws Exception {
        stream.play(List.of(new PlayItem.EndlessSilence()), ends::say);
        media.tick(1);
        for (int i = 0; i < MediaClock.MAX_COMMANDS; i++) {
            stream.detectInband(InbandDetection.AUTOMATIC);
        }
        // Who is interrupted does not wait for room.
        Thread.currentThread().interrupt();
        assertThatThrownBy(stream::close).isInstanceOf(MediaException.class);
        assertThat(Thread.interrupted()).isTrue();
        media.tick(1);
        stream.close();
        media.tick(1);
        assertThat(ends.next().reason()).isEqualTo(PlaybackEnd.Reason.CLOSED);
        assertThat(media.engine.counters().openStreams()).isZero();
    }

    @Test
    void nothingIsSentWhileNothingPlaysUnlessSilenceIsWanted() throws Exception {
        media.tick(5);
        assertThat(peer.packets()).isEmpty();
        stream.background(new Background.Silence());
        media.tick(5);
        assertThat(peer.packets()).hasSize(5).allMatch(p -> p.payload().length == 160 && p.payload()[0] == (byte) 0xD5);
    }

    @Test
    void aHeldStreamSendsNothingButPlayingAdvances() throws Exception {
        stream.start(SteppingMedia.audio(peer, AudioCodec.PCMA, true, Direction.RECVONLY));
        stream.play(List.of(new PlayItem.Silence(Duration.ofMillis(60))), ends::say);
        media.tick(4);
        assertThat(peer.packets()).isEmpty();
        assertThat(ends.next().samplesPlayed()).isEqualTo(480);
    }

    @Test
    void anotherCodecInTheMiddleOfAClipGoesOnInThatCodec() throws Exception {
        Clip clip = clip(6, 480);
        stream.play(List.of(new PlayItem.ClipItem(clip)), ends::say);
        media.tick(1);
        stream.start(SteppingMedia.audio(peer, AudioCodec.PCMU, true, Direction.SENDRECV));
        media.tick(2);
        List<RtpPeer.Packet> packets = peer.packets();
        assertThat(packets).extracting(RtpPeer.Packet::payloadType).containsExactly(8, 0, 0);
        assertThat(packets.get(2).payload()).containsExactly(Arrays.copyOfRange(clip.payload(G711.ULAW), 320, 480));
    }

    @Test
    void aPlaybackWaitsForTheStart() throws Exception {
        MediaStream early = media.open("early");
        early.play(List.of(new PlayItem.Silence(Duration.ofMillis(20))), ends::say);
        media.tick(3);
        RtpPeer other = media.peer();
        early.start(SteppingMedia.audio(other, AudioCodec.PCMA, true, Direction.SENDRECV));
        media.tick(2);
        assertThat(other.packets()).hasSize(1);
        assertThat(ends.next().reason()).isEqualTo(PlaybackEnd.Reason.DONE);
    }

    @Test
    void keysGoOutByRfc4733WithOneTimestampAndThreeEnds() throws Exception {
        stream.sendKeys(List.of(DtmfTone.KEY_7, DtmfTone.POUND), Duration.ofMillis(60));
        media.tick(20);
        List<RtpPeer.Packet> packets = peer.packets();
        assertThat(packets).hasSize(10).allMatch(p -> p.payloadType() == SteppingMedia.TELEPHONE_EVENT);
        List<RtpPeer.Packet> seven = packets.subList(0, 5);
        assertThat(seven).allMatch(p -> p.payload()[0] == 7);
        assertThat(seven)
                .extracting(RtpPeer.Packet::timestamp)
                .containsOnly(seven.getFirst().timestamp());
        assertThat(seven).extracting(RtpPeer.Packet::marker).containsExactly(true, false, false, false, false);
        assertThat(seven).extracting(RtpPeer.Packet::isEnd).containsExactly(false, false, true, true, true);
        assertThat(seven.getLast().payload()).containsExactly(RtpPeer.event(7, true, 480));
        assertThat(packets.subList(5, 10)).allMatch(p -> p.payload()[0] == 11);
        assertThat(packets.get(5).timestamp() - seven.getFirst().timestamp()).isGreaterThanOrEqualTo(160 * (5 + 5));
    }

    @Test
    void keysGoOutAsSoundWhereTelephoneEventWasNotNegotiated() throws Exception {
        stream.start(SteppingMedia.audio(peer, AudioCodec.PCMA, false, Direction.SENDRECV));
        media.tick(1);
        stream.sendKeys(List.of(DtmfTone.KEY_7, DtmfTone.POUND), Duration.ofMillis(80));
        media.tick(24);
        StringBuilder keys = new StringBuilder();
        short[] heard = G711.ALAW.decode(RtpPeer.payload(peer.packets())).toArray();
        new org.belltower.audio.DtmfDetector().feed(heard, 0, heard.length, (tone, samples) -> keys.append(tone));
        assertThat(keys.toString()).isEqualTo("7#");
    }

    @Test
    void theClockAllocatesNothingWhileItPlays() throws Exception {
        Clip clip = clip(7, 8000 * 20);
        for (int i = 0; i < 50; i++) {
            RtpPeer other = media.peer();
            media.started("s" + i, other).play(List.of(new PlayItem.ClipItem(clip)), ends::say);
        }
        media.tick(400);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // 2,500 frames a round. The system allocates a little when it compiles; a frame would in every round.
        long sent = media.engine.counters().framesSent();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 4; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            media.tick(50);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
        assertThat(media.engine.counters().framesSent() - sent).isEqualTo(50 * 200L);
        assertThat(media.engine.counters().sendFailures()).isZero();
    }

    static Clip clip(int seed, int samples) {
        byte[] alaw = new byte[samples];
        new Random(seed).nextBytes(alaw);
        byte[] ulaw = new byte[samples];
        for (int i = 0; i < samples; i++) {
            ulaw[i] = G711.ULAW.encode(G711.ALAW.decode(alaw[i]));
        }
        return new Clip(alaw, ulaw);
    }
}
