package org.belltower.embeddedswitch.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.belltower.audio.G711;
import org.belltower.embeddedswitch.media.SteppingMedia.Said;
import org.belltower.embeddedswitch.sdp.AudioCodec;
import org.belltower.embeddedswitch.sdp.Direction;
import org.junit.jupiter.api.Test;

class MediaEngineTest {
    @Test
    void portsThatRunOutAreAnAnswerAndComeBack() throws Exception {
        try (SteppingMedia media = new SteppingMedia(SteppingMedia.settings(30000, 30007))) {
            List<MediaStream> streams = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                streams.add(media.open("s" + i));
            }
            assertThat(streams).extracting(MediaStream::rtpPort).containsExactly(30000, 30002, 30004, 30006);
            assertThat(media.engine.openStream("one more")).isEqualTo(new StreamOpening.NoPorts(30000, 30007, 4));
            streams.get(2).close();
            media.tick(1);
            assertThat(media.open("again").rtpPort()).isEqualTo(30004);
        }
    }

    @Test
    void portsOfAnotherProgramArePassedOver() throws Exception {
        try (DatagramSocket rtcpTaken =
                        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 30011));
                SteppingMedia media = new SteppingMedia(SteppingMedia.settings(30010, 30013))) {
            assertThat(rtcpTaken.isBound()).isTrue();
            assertThat(media.open("call").rtpPort()).isEqualTo(30012);
            assertThat(media.engine.openStream("more")).isInstanceOf(StreamOpening.NoPorts.class);
            assertThat(media.engine.counters().portsInUse()).isEqualTo(1);
        }
    }

    @Test
    void aClosedEngineOpensNothingAndHasEndedEverything() throws Exception {
        Said<PlaybackEnd> ends = new Said<>();
        SteppingMedia media = new SteppingMedia();
        media.started("call", media.peer()).play(List.of(new PlayItem.EndlessSilence()), ends::say);
        media.tick(1);
        media.close();
        media.close();
        assertThat(ends.next().reason()).isEqualTo(PlaybackEnd.Reason.CLOSED);
        assertThat(media.engine.openStream("late")).isEqualTo(new StreamOpening.Closed());
        assertThat(media.engine.counters().portsInUse()).isZero();
    }

    @Test
    void twoThousandStreamsLeaveNeitherPortsNorSocketsNorThreads() throws Exception {
        try (SteppingMedia media = new SteppingMedia(SteppingMedia.settings(20000, 20399));
                RtpPeer peer = new RtpPeer()) {
            Said<PlaybackEnd> ends = new Said<>();
            long before = openFiles();
            for (int round = 0; round < 20; round++) {
                List<MediaStream> streams = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    MediaStream stream = media.open("s" + i);
                    stream.start(SteppingMedia.audio(peer, AudioCodec.PCMA, true, Direction.SENDRECV));
                    stream.play(List.of(new PlayItem.EndlessSilence()), ends::say);
                    streams.add(stream);
                }
                media.tick(round % 3);
                streams.forEach(MediaStream::close);
                media.tick(1);
            }
            for (int i = 0; i < 2000; i++) {
                assertThat(ends.next().reason()).isEqualTo(PlaybackEnd.Reason.CLOSED);
            }
            MediaCounters counters = media.engine.counters();
            assertThat(counters.openStreams()).isZero();
            assertThat(counters.portsInUse()).isZero();
            assertThat(openFiles()).isLessThanOrEqualTo(before + 2);
        }
        Await.until("no callback thread is left", () -> mediaThreads().isEmpty());
    }

    @Test
    void theRealClockPlaysInRealTimeAndItsThreadsEndWithIt() throws Exception {
        Said<PlaybackEnd> ends = new Said<>();
        try (RtpPeer peer = new RtpPeer();
                MediaEngine engine = MediaEngine.open(SteppingMedia.settings(20400, 20499))) {
            assertThat(mediaThreads()).containsExactlyInAnyOrder("media-clock-1", "media-disk");
            MediaStream stream = ((StreamOpening.Opened) engine.openStream("call")).stream();
            stream.start(SteppingMedia.audio(peer, AudioCodec.PCMA, true, Direction.SENDRECV));
            Clip clip = PlayingTest.clip(1, 8000);
            long began = System.nanoTime();
            stream.play(List.of(new PlayItem.ClipItem(clip)), ends::say);
            assertThat(ends.next().samplesPlayed()).isEqualTo(8000);
            // A real clock is never early; how late it is depends on the machine.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(850));
            assertThat(RtpPeer.payload(peer.packets())).containsExactly(clip.payload(G711.ALAW));
        }
        Await.until("the engine's threads have ended", () -> mediaThreads().isEmpty());
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        assertThatThrownBy(() -> MediaSettings.on(loopback).withPorts(16385, 16400))
                .hasMessageContaining("even");
        assertThatThrownBy(() -> MediaSettings.on(loopback).withPorts(16384, 70000))
                .hasMessageContaining("65535");
        assertThatThrownBy(() -> MediaSettings.on(loopback).withClocks(0)).hasMessageContaining("media clocks");
    }

    private static long openFiles() {
        return ((com.sun.management.UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getOpenFileDescriptorCount();
    }

    private static List<String> mediaThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("media-"))
                .toList();
    }
}
