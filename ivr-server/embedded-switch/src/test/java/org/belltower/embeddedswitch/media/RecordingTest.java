package org.belltower.embeddedswitch.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.belltower.audio.G711;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.embeddedswitch.media.SteppingMedia.Said;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final short LOUD = G711.ALAW.decode(G711.ALAW.encode((short) 4000));

    private final SteppingMedia media = new SteppingMedia();
    private final Said<RecordingEnd> ends = new Said<>();

    @TempDir
    private Path folder;

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
    void whatThePeerSaysIsInTheFile() throws Exception {
        Path file = folder.resolve("new/folder/peer.wav");
        Recording recording = stream.record(RecordingRequest.peer(file), ends::say);
        speak(20);
        recording.stop();
        recording.stop();
        media.tick(1);
        RecordingEnd end = ends.next();
        assertThat(end.reason()).isEqualTo(RecordingEnd.Reason.STOPPED);
        assertThat(end.length()).isEqualTo(Duration.ofMillis(400));
        assertThat(end.droppedFrames()).isZero();
        Pcm heard = channels(file).getFirst();
        assertThat(heard.length()).isEqualTo(3200);
        assertThat(heard.sample(1600)).isEqualTo(LOUD);
        assertThat(Files.size(file)).isEqualTo(44 + 6400);
    }

    @Test
    void stereoHasThePeerLeftAndWhatItHearsRight() throws Exception {
        Path file = folder.resolve("both.wav");
        stream.play(List.of(new PlayItem.ClipItem(loudClip())), end -> {});
        Recording recording = stream.record(
                new RecordingRequest(file, RecordingRequest.Sides.STEREO, Optional.empty(), Optional.empty()),
                ends::say);
        speak(10);
        recording.stop();
        media.tick(1);
        ends.next();
        List<Pcm> channels = channels(file);
        assertThat(channels).hasSize(2);
        assertThat(channels.get(0).sample(1000)).isEqualTo(LOUD);
        assertThat(channels.get(1).sample(1000)).isEqualTo(G711.ALAW.decode(G711.ALAW.encode((short) -9000)));
    }

    @Test
    void mixedIsTheSum() throws Exception {
        Path file = folder.resolve("mixed.wav");
        stream.play(List.of(new PlayItem.ClipItem(loudClip())), end -> {});
        Recording recording = stream.record(RecordingRequest.session(file), ends::say);
        speak(10);
        recording.stop();
        media.tick(1);
        ends.next();
        int sum = LOUD + G711.ALAW.decode(G711.ALAW.encode((short) -9000));
        assertThat((int) channels(file).getFirst().sample(1000)).isEqualTo(sum);
    }

    /** The disk's thread makes the file when it comes to it. */
    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    @Test
    void aRawFileHasTheSamplesOnlyAndGrowsWhileItIsRecorded() throws Exception {
        Path file = folder.resolve("tap.raw");
        Recording recording = stream.record(RecordingRequest.peer(file), ends::say);
        speak(10);
        Await.until("320 bytes for each 20 ms are there before the end", () -> size(file) == 10 * 320);
        recording.stop();
        media.tick(1);
        assertThat(ends.next().length()).isEqualTo(Duration.ofMillis(200));
        assertThat(Files.size(file)).isEqualTo(3200);
    }

    @Test
    void aFifoIsReadWhileItIsRecorded() throws Exception {
        Path fifo = fifo("tap.raw");
        try (FileChannel reader = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Recording recording = stream.record(RecordingRequest.peer(fifo), ends::say);
            speak(40);
            ByteBuffer heard = ByteBuffer.allocate(40 * 320).order(ByteOrder.LITTLE_ENDIAN);
            while (heard.hasRemaining()) {
                reader.read(heard);
            }
            assertThat(heard.flip().getShort(20 * 320)).isEqualTo(LOUD);
            recording.stop();
            media.tick(1);
            RecordingEnd end = ends.next();
            assertThat(end.length()).isEqualTo(Duration.ofMillis(800));
            assertThat(end.droppedFrames()).isZero();
        }
    }

    @Test
    void aFifoThatNobodyReadsKeepsNoOtherRecordingWaiting() throws Exception {
        Said<RecordingEnd> unheard = new Said<>();
        Recording unread = stream.record(RecordingRequest.peer(fifo("unread.raw")), unheard::say);
        Path file = folder.resolve("read.raw");
        Recording good = stream.record(RecordingRequest.peer(file), ends::say);
        for (int written = 50; written <= RecordingFeed.RING_FRAMES + 50; written += 50) {
            speak(50);
            long bytes = written * 320L;
            Await.until("the file has grown", () -> size(file) == bytes);
        }
        unread.stop();
        good.stop();
        media.tick(1);
        assertThat(unheard.next().length()).isBetween(Duration.ofMillis(200), Duration.ofMillis(300));
        assertThat(ends.next().reason()).isEqualTo(RecordingEnd.Reason.STOPPED);
    }

    @Test
    void aFifoTakesNoHeader() throws Exception {
        stream.record(RecordingRequest.peer(fifo("tap.wav")), ends::say);
        speak(1);
        assertThat(ends.next().reason()).isEqualTo(RecordingEnd.Reason.DISK_FAILED);
    }

    @Test
    void aFileThatIsDeletedWhileItIsRecordedGoesOnForWhoeverHasItOpen() throws Exception {
        Path file = Files.createFile(folder.resolve("gone.raw"));
        try (FileChannel reader = FileChannel.open(file)) {
            Recording recording = stream.record(RecordingRequest.peer(file), ends::say);
            speak(5);
            Await.until("the first steps are there", () -> reader.size() == 5 * 320);
            Files.delete(file);
            speak(5);
            Await.until("the next steps follow", () -> reader.size() == 10 * 320);
            recording.stop();
            media.tick(1);
            assertThat(ends.next().reason()).isEqualTo(RecordingEnd.Reason.STOPPED);
            assertThat(file).doesNotExist();
        }
    }

    private Path fifo(String name) throws Exception {
        Path fifo = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", "-m", "600", fifo.toString())
                        .start()
                        .waitFor())
                .isZero();
        return fifo;
    }

    @Test
    void aRecordingThatIsCutOffIsReadableWithAllThatWasWritten() throws Exception {
        Path file = folder.resolve("crash.wav");
        stream.record(RecordingRequest.peer(file), ends::say);
        speak(120);
        Await.until("all is on its way to the disk", () -> size(file) == 44 + 120 * 320);
        Path copy = Files.copy(file, folder.resolve("copy.wav"));
        assertThat(channels(copy).getFirst().length()).isGreaterThanOrEqualTo(50 * 160);
    }

    @Test
    void theLongestLengthEndsIt() throws Exception {
        Path file = folder.resolve("long.wav");
        stream.record(
                new RecordingRequest(
                        file, RecordingRequest.Sides.READ_ONLY, Optional.of(Duration.ofMillis(200)), Optional.empty()),
                ends::say);
        speak(30);
        RecordingEnd end = ends.next();
        assertThat(end.reason()).isEqualTo(RecordingEnd.Reason.MAX_LENGTH);
        assertThat(end.length()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void silenceOfThePeerEndsIt() throws Exception {
        Path file = folder.resolve("silence.wav");
        stream.record(
                new RecordingRequest(
                        file,
                        RecordingRequest.Sides.READ_ONLY,
                        Optional.empty(),
                        Optional.of(new RecordingRequest.SilenceStop(200, Duration.ofMillis(300)))),
                ends::say);
        speak(20);
        media.tick(40);
        RecordingEnd end = ends.next();
        assertThat(end.reason()).isEqualTo(RecordingEnd.Reason.SILENCE);
        assertThat(end.length()).isBetween(Duration.ofMillis(700), Duration.ofMillis(800));
    }

    @Test
    void whatIsSaidDuringAPauseIsNowhereInTheFile() throws Exception {
        Path file = folder.resolve("secret.wav");
        Recording recording = stream.record(RecordingRequest.peer(file), ends::say);
        media.tick(10);
        recording.pause();
        speak(30);
        media.tick(10);
        recording.resume();
        media.tick(10);
        recording.stop();
        media.tick(1);
        assertThat(ends.next().length()).isEqualTo(Duration.ofMillis(400));
        assertThat(channels(file).getFirst().toArray()).containsOnly(0);
    }

    @Test
    void whatIsMaskedIsSilenceAndTheFileStaysInTime() throws Exception {
        Path file = folder.resolve("masked.wav");
        Recording recording = stream.record(RecordingRequest.peer(file), ends::say);
        speak(20);
        recording.mask();
        speak(30);
        media.tick(10);
        recording.unmask();
        speak(20);
        recording.stop();
        media.tick(1);
        assertThat(ends.next().length()).isEqualTo(Duration.ofMillis(1600));
        short[] heard = channels(file).getFirst().toArray();
        assertThat(heard[19 * 160]).isEqualTo(LOUD);
        assertThat(Arrays.copyOfRange(heard, 20 * 160, 60 * 160)).containsOnly(0);
        assertThat(heard[79 * 160]).isEqualTo(LOUD);
    }

    @Test
    void aClosedStreamEndsItsRecording() throws Exception {
        stream.record(RecordingRequest.peer(folder.resolve("a.wav")), ends::say);
        speak(5);
        stream.close();
        media.tick(1);
        assertThat(ends.next().reason()).isEqualTo(RecordingEnd.Reason.CLOSED);
        stream.record(RecordingRequest.peer(folder.resolve("b.wav")), ends::say);
        assertThat(ends.next().reason()).isEqualTo(RecordingEnd.Reason.CLOSED);
        assertThat(folder.resolve("b.wav")).doesNotExist();
    }

    @Test
    void aPlaceThatCannotBeWrittenEndsOnlyThatRecording() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Recording good = stream.record(RecordingRequest.peer(folder.resolve("good.wav")), ends::say);
        Said<RecordingEnd> failed = new Said<>();
        stream.record(RecordingRequest.peer(file.resolve("x.wav")), failed::say);
        speak(5);
        assertThat(failed.next().reason()).isEqualTo(RecordingEnd.Reason.DISK_FAILED);
        good.stop();
        media.tick(1);
        assertThat(ends.next().length()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void framesBeyondTheRingAreDroppedAndCounted() {
        RecordingFeed feed = new RecordingFeed(RecordingRequest.peer(folder.resolve("slow.wav")), end -> {});
        for (int i = 0; i < RecordingFeed.RING_FRAMES + 7; i++) {
            assertThat(feed.frame(new short[160], new short[160])).isTrue();
        }
        assertThat(feed.dropped()).isEqualTo(7);
    }

    /** The peer speaks for that many frames; as many ticks pass. */
    private void speak(int frames) throws IOException {
        byte[] codes = new byte[160];
        Arrays.fill(codes, G711.ALAW.encode((short) 4000));
        for (int i = 0; i < frames; i++) {
            peer.audio(stream, 8, codes);
            media.tick(1);
        }
    }

    private static Clip loudClip() {
        byte[] alaw = new byte[8000];
        Arrays.fill(alaw, G711.ALAW.encode((short) -9000));
        return new Clip(alaw, alaw.clone());
    }

    private static List<Pcm> channels(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            List<Pcm> channels = Wav.readChannels(in);
            assertThat(channels).allMatch(c -> c.rate().equals(SampleRate.HZ_8000));
            return channels;
        }
    }
}
