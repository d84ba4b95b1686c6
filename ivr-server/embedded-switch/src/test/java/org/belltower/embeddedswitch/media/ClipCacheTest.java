package org.belltower.embeddedswitch.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.belltower.audio.G711;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Tones;
import org.belltower.audio.Wav;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipCacheTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsEncodedOnceForAll() throws Exception {
        Path file = wav("a.wav", 100, SampleRate.HZ_8000);
        ClipCache cache = new ClipCache(1 << 20, 8000);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Clip>> wishes = Stream.generate(() -> (Callable<Clip>) () -> loaded(cache, file))
                    .limit(50)
                    .toList();
            Clip first = loaded(cache, file);
            for (Future<Clip> clip : callers.invokeAll(wishes)) {
                assertThat(clip.get()).isSameAs(first);
            }
            assertThat(first.length()).isEqualTo(Duration.ofMillis(100));
        }
    }

    @Test
    void theBytesAreTheFilesSamplesInBothLaws() throws IOException {
        Path file = wav("a.wav", 50, SampleRate.HZ_8000);
        Clip clip = loaded(new ClipCache(1 << 20, 8000), file);
        Pcm audio = tone(50, SampleRate.HZ_8000);
        assertThat(clip.payload(G711.ALAW)).containsExactly(G711.ALAW.encode(audio));
        assertThat(clip.payload(G711.ULAW)).containsExactly(G711.ULAW.encode(audio));
    }

    @Test
    void aFileAtAnotherRateIsResampled() throws IOException {
        Clip clip = loaded(new ClipCache(1 << 20, 8000), wav("wide.wav", 500, SampleRate.HZ_16000));
        assertThat(clip.samples()).isEqualTo(4000);
    }

    @Test
    void aChangedFileIsReadAnew() throws IOException {
        ClipCache cache = new ClipCache(1 << 20, 8000);
        Path file = wav("a.wav", 100, SampleRate.HZ_8000);
        Clip before = loaded(cache, file);
        wav("a.wav", 200, SampleRate.HZ_8000);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(loaded(cache, file)).isNotSameAs(before);
        assertThat(loaded(cache, file).samples()).isEqualTo(1600);
    }

    @Test
    void theLeastRecentlyUsedGoesWhenTheBoundIsPassed() throws IOException {
        ClipCache cache = new ClipCache(4000, 8000);
        Path a = wav("a.wav", 100, SampleRate.HZ_8000);
        Path b = wav("b.wav", 100, SampleRate.HZ_8000);
        Path c = wav("c.wav", 100, SampleRate.HZ_8000);
        Clip first = loaded(cache, a);
        Clip second = loaded(cache, b);
        loaded(cache, a);
        loaded(cache, c);
        assertThat(cache.bytes()).isEqualTo(3200);
        assertThat(loaded(cache, a)).isSameAs(first);
        assertThat(loaded(cache, b)).isNotSameAs(second);
    }

    @Test
    void whatCannotBePlayedIsSaidWithTheReason() throws IOException {
        ClipCache cache = new ClipCache(1 << 20, 800);
        assertThat(reason(cache, folder.resolve("none.wav"))).contains("cannot be read");
        assertThat(reason(cache, folder)).contains("is no file");
        assertThat(reason(cache, Files.writeString(folder.resolve("text.wav"), "hello, this is no audio")))
                .contains("not a WAV");
        assertThat(reason(
                        cache,
                        Files.write(
                                folder.resolve("empty.wav"), Wav.header(org.belltower.audio.WavFormat.telephone(), 0))))
                .contains("no samples");
        assertThat(reason(cache, wav("long.wav", 200, SampleRate.HZ_8000))).contains("longer than");
    }

    @Test
    void aFileThatIsCutOffIsNotPlayedButOneWhoseLengthNobodyKnewIs() throws IOException {
        ClipCache cache = new ClipCache(1 << 20, 8000);
        Path file = wav("a.wav", 100, SampleRate.HZ_8000);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length - 1; length += 7) {
            Path cut = Files.write(folder.resolve("cut" + length + ".wav"), Arrays.copyOf(whole, length));
            assertThat(cache.load(cut)).as("%d bytes", length).isInstanceOf(ClipLoading.Unplayable.class);
        }
        for (long unknown : new long[] {0xFFFF_FFFFL, 0}) {
            ByteBuffer.wrap(whole)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(4, (int) unknown)
                    .putInt(40, (int) unknown);
            assertThat(loaded(cache, Files.write(folder.resolve("stream" + unknown + ".wav"), whole))
                            .samples())
                    .isEqualTo(800);
        }
    }

    private static Clip loaded(ClipCache cache, Path file) {
        return switch (cache.load(file)) {
            case ClipLoading.Loaded(Clip clip) -> clip;
            case ClipLoading.Unplayable(Path which, String why) -> throw new AssertionError(which + " " + why);
        };
    }

    private static String reason(ClipCache cache, Path file) {
        assertThat(cache.load(file)).isInstanceOf(ClipLoading.Unplayable.class);
        return ((ClipLoading.Unplayable) cache.load(file)).reason();
    }

    private Path wav(String name, int millis, SampleRate rate) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            Wav.write(out, tone(millis, rate));
        }
        return file;
    }

    private static Pcm tone(int millis, SampleRate rate) {
        return Tones.sum(Duration.ofMillis(millis), rate, new Tones.Sine(440, -10));
    }
}
