package org.belltower.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.audio.WavFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Audio from the network in its folder. */
class FetchedClipsTest {
    /** Five minutes: seven or eight of them fill the smallest folder, two the share of a call. */
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private FetchedClips clips;

    @BeforeEach
    void open() {
        clips = FetchedClips.open(folder.resolve("fetched"), FetchedClips.FEWEST_BYTES);
    }

    private static byte[] wav(Pcm... channels) {
        return wav(WavFormat.Encoding.PCM16, channels);
    }

    private static byte[] wav(WavFormat.Encoding encoding, Pcm... channels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Wav.write(out, new WavFormat(encoding, channels[0].rate(), channels.length), List.of(channels));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static Pcm tone() {
        return ScriptedVoice.tone(4_000, SampleRate.HZ_8000);
    }

    /** Silence that is like no other by its length. */
    private static byte[] lasting(Duration length, int number) {
        return wav(WavFormat.Encoding.ULAW, Pcm.silence(length.plusMillis(number), SampleRate.HZ_8000));
    }

    private static Path ready(FetchedClips.Outcome outcome) {
        assertThat(outcome).isInstanceOf(FetchedClips.Outcome.Ready.class);
        return ((FetchedClips.Outcome.Ready) outcome).wav();
    }

    private static String refused(FetchedClips.Outcome outcome) {
        assertThat(outcome).isInstanceOf(FetchedClips.Outcome.Refused.class);
        return ((FetchedClips.Outcome.Refused) outcome).reason();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(clips.folder())) {
            return files.toList();
        }
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(WavFormat.Encoding.class)
    void clipSoundsLikeWhatWasFetchedWithItsEdges(WavFormat.Encoding encoding) throws IOException {
        Pcm audio = Pcm.join(List.of(Pcm.silence(Duration.ofMillis(300), SampleRate.HZ_8000), tone()));
        byte[] fetched = wav(encoding, audio);

        Path clip = ready(clips.forCall().place(fetched, true));

        Pcm heard = Wav.read(new ByteArrayInputStream(Files.readAllBytes(clip)));
        assertThat(heard.toArray())
                .isEqualTo(Wav.read(new ByteArrayInputStream(fetched)).toArray());
        assertThat(heard.length()).isEqualTo(audio.length());
    }

    @Test
    void wideSoundIsMadeFitForTheLine() throws IOException {
        Path clip = ready(clips.forCall().place(wav(ScriptedVoice.tone(16_000, SampleRate.HZ_16000)), true));
        Pcm heard = Wav.read(new ByteArrayInputStream(Files.readAllBytes(clip)));
        assertThat(heard.rate()).isEqualTo(SampleRate.HZ_8000);
        assertThat(heard.length()).isEqualTo(8_000);
    }

    @Test
    void whatIsNoClipIsRefusedWithItsReason() throws IOException {
        try (FetchedClips.OfCall call = clips.forCall()) {
            assertThat(refused(call.place("<html>no sound</html>".getBytes(StandardCharsets.UTF_8), true)))
                    .contains("not a WAV stream");
            assertThat(refused(call.place(wav(tone(), tone()), true))).contains("2 channels; save it as mono");
            assertThat(refused(call.place(wav(ScriptedVoice.tone(4_000, new SampleRate(11_025))), true)))
                    .contains("11025 Hz");
            assertThat(refused(call.place(wav(Pcm.silence(Duration.ZERO, SampleRate.HZ_8000)), true)))
                    .contains("no sound");
            assertThat(refused(call.place(lasting(Duration.ofMinutes(11), 0), true)))
                    .contains("is longer than 10 minutes");
            assertThat(refused(call.place(new byte[2 * FetchedClips.MOST_CLIP_BYTES + 100_000], true)))
                    .contains("is longer than 10 minutes");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void truncatedFilesAreRefusedOrPlayedAsFarAsTheyGo() throws IOException {
        byte[] whole = wav(ScriptedVoice.tone(80, SampleRate.HZ_8000));
        try (FetchedClips.OfCall call = clips.forCall()) {
            for (int length = 0; length < whole.length; length++) {
                switch (call.place(Arrays.copyOf(whole, length), true)) {
                    case FetchedClips.Outcome.Ready ready ->
                        assertThat(ready.wav()).isRegularFile();
                    case FetchedClips.Outcome.Refused(String reason) ->
                        assertThat(reason).isNotBlank();
                }
            }
        }
    }

    @Test
    void sameSoundIsOneClipForAllCallsAndStaysWhenTheyHaveEnded() throws Exception {
        List<Path> ready = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            byte[] fetched = wav(tone());
            List<Future<Path>> calls = IntStream.range(0, 50)
                    .mapToObj(_ -> threads.submit(() -> {
                        try (FetchedClips.OfCall call = clips.forCall()) {
                            return ready(call.place(fetched, true));
                        }
                    }))
                    .toList();
            for (Future<Path> call : calls) {
                ready.add(call.get(30, TimeUnit.SECONDS));
            }
        }
        assertThat(ready).hasSize(50).containsOnly(ready.getFirst());
        assertThat(files()).containsExactly(ready.getFirst());
    }

    @Test
    void clipOfOneCallAloneEndsWithIt() throws IOException {
        byte[] fetched = wav(tone());
        try (FetchedClips.OfCall call = clips.forCall();
                FetchedClips.OfCall other = clips.forCall()) {
            Path mine = ready(call.place(fetched, false));
            assertThat(ready(other.place(fetched, false))).isNotEqualTo(mine);
            assertThat(files()).hasSize(2);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void longestUnusedMakesRoomAndTheFolderNeverGrowsBeyondItsSize() throws IOException {
        List<Path> placed = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            try (FetchedClips.OfCall call = clips.forCall()) {
                placed.add(ready(call.place(lasting(LONG, i), true)));
                // Used by every call.
                assertThat(ready(call.place(lasting(LONG, 0), true))).isEqualTo(placed.getFirst());
            }
            assertThat(bytes()).isLessThanOrEqualTo(FetchedClips.FEWEST_BYTES);
        }
        assertThat(files()).contains(placed.getFirst(), placed.getLast()).doesNotContain(placed.get(1), placed.get(2));
    }

    @Test
    void clipThatACallMayPlayIsNeverRemovedAndWhatFindsNoRoomIsRefused() throws IOException {
        List<FetchedClips.OfCall> calls = new ArrayList<>();
        List<Path> held = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            FetchedClips.OfCall call = clips.forCall();
            calls.add(call);
            held.add(ready(call.place(lasting(LONG, i), true)));
        }
        try (FetchedClips.OfCall late = clips.forCall()) {
            assertThat(refused(late.place(lasting(LONG, 8), true))).contains("finds no room", "audio-megabytes");
            assertThat(files()).containsExactlyInAnyOrderElementsOf(held);
            assertThat(ready(late.place(lasting(LONG, 3), true))).isEqualTo(held.get(3));

            calls.get(3).close();
            assertThat(refused(late.place(lasting(LONG, 8), true))).contains("finds no room");
            calls.get(4).close();
            assertThat(ready(late.place(lasting(LONG, 8), true))).exists();
        }
        assertThat(held.get(4)).doesNotExist();
        assertThat(held.get(3)).exists();
        calls.forEach(FetchedClips.OfCall::close);
    }

    @Test
    void oneCallLeavesRoomForTheOthers() {
        try (FetchedClips.OfCall greedy = clips.forCall();
                FetchedClips.OfCall other = clips.forCall()) {
            ready(greedy.place(lasting(LONG, 0), true));
            ready(greedy.place(lasting(LONG, 1), true));
            assertThat(refused(greedy.place(lasting(LONG, 2), true))).contains("is too much");
            ready(other.place(lasting(LONG, 2), true));
            assertThat(refused(greedy.place(lasting(LONG, 2), true))).contains("is too much");
            ready(greedy.place(lasting(LONG, 1), true));
        }
    }

    @Test
    void whatComesAfterTheCallIsKeptForNobody() throws IOException {
        FetchedClips.OfCall call = clips.forCall();
        call.close();
        assertThat(refused(call.place(wav(tone()), true))).contains("the call had ended");
        assertThat(refused(call.place(wav(tone()), false))).contains("the call had ended");
        assertThat(files()).isEmpty();
    }

    @Test
    void clipThatSomebodyDeletedIsMadeAgain() throws IOException {
        try (FetchedClips.OfCall call = clips.forCall()) {
            Path clip = ready(call.place(wav(tone()), true));
            Files.delete(clip);
            Path again = ready(call.place(wav(tone()), true));
            assertThat(again).exists();
            assertThat(ready(call.place(wav(tone()), true))).isEqualTo(again);
            assertThat(files()).hasSize(1);
        }
    }

    @Test
    void folderIsEmptyAtTheStart() throws IOException {
        ready(clips.forCall().place(wav(tone()), true));
        Files.writeString(clips.folder().resolve("fetched1.wav"), "half");
        assertThat(files()).hasSize(2);
        clips = FetchedClips.open(clips.folder(), FetchedClips.FEWEST_BYTES);
        assertThat(files()).isEmpty();
    }

    @Test
    void folderThatCannotBeWrittenRefuses() throws IOException {
        Files.delete(clips.folder());
        assertThat(refused(clips.forCall().place(wav(tone()), true))).contains("cannot be kept");
    }
}
