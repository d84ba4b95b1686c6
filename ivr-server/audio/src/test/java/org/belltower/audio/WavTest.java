package org.belltower.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WavTest {
    private static final Pcm RAMP = Pcm.of(new short[] {0, 1, -1, 256, -256, 32767, -32768}, SampleRate.HZ_8000);

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wav.write(out, RAMP);
        assertThat(read(out.toByteArray())).isEqualTo(RAMP);
    }

    @ParameterizedTest
    @EnumSource(WavFormat.Encoding.class)
    void everyEncodingIsReadByTheJdkToo(WavFormat.Encoding encoding) throws Exception {
        Pcm audio = Tones.sum(java.time.Duration.ofMillis(20), SampleRate.HZ_16000, new Tones.Sine(440, -6));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wav.write(out, new WavFormat(encoding, SampleRate.HZ_16000, 2), List.of(audio, audio));
        try (AudioInputStream jdk = AudioSystem.getAudioInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(jdk.getFormat().getSampleRate()).isEqualTo(16000f);
            assertThat(jdk.getFormat().getChannels()).isEqualTo(2);
            assertThat(jdk.getFrameLength()).isEqualTo(320);
        }
        Pcm back = Wav.readChannels(new ByteArrayInputStream(out.toByteArray())).get(1);
        assertThat(back.length()).isEqualTo(320);
        for (int i = 0; i < 320; i++) {
            int tolerance = encoding == WavFormat.Encoding.PCM16 ? 0 : Math.max(16, Math.abs(audio.sample(i)) / 16);
            assertThat((int) back.sample(i)).isBetween(audio.sample(i) - tolerance, audio.sample(i) + tolerance);
        }
    }

    @Test
    void aFileOfTheJdkIsRead() throws IOException {
        byte[] samples = new byte[400];
        new Random(7).nextBytes(samples);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AudioFormat format = new AudioFormat(16000, 16, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(samples), format, 200), AudioFileFormat.Type.WAVE, out);
        Pcm read = read(out.toByteArray());
        assertThat(read.rate()).isEqualTo(SampleRate.HZ_16000);
        assertThat(read.sample(3)).isEqualTo((short) ((samples[6] & 0xFF) | samples[7] << 8));
    }

    @Test
    void oddChunksBeforeTheSamplesAreSkippedWithTheirPadding() throws IOException {
        byte[] file =
                riff(chunk("LIST", new byte[5]), fmt(1, 1, 8000, 16), chunk("fact", new byte[3]), data(2, 0, 3, 0));
        assertThat(read(file).toArray()).containsExactly((short) 2, (short) 3);
    }

    @Test
    void anExtensibleHeaderNamesItsEncodingInTheSubformat() throws IOException {
        assertThat(read(riff(extensible(7), data(0xFF, 0x00))).toArray()).containsExactly((short) 0, (short) -32124);
    }

    @Test
    void twoChannelsAreAveraged() throws IOException {
        assertThat(read(riff(fmt(1, 2, 8000, 16), data(10, 0, 20, 0))).toArray())
                .containsExactly((short) 15);
    }

    @ParameterizedTest(name = "size {0}")
    @MethodSource("unfinishedSizes")
    void aRecordingThatWasCutOffIsReadToItsEnd(int size) throws IOException {
        byte[] header = Wav.header(WavFormat.telephone(), 0);
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(40, size);
        byte[] file = Arrays.copyOf(header, 49);
        file[44] = 5;
        assertThat(read(file).toArray()).containsExactly((short) 5, (short) 0);
    }

    static Stream<Integer> unfinishedSizes() {
        return Stream.of(0, -1, 4000);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void badFilesAreRefusedWithTheReason(String label, byte[] file, String reason) {
        assertThatExceptionOfType(WavException.class)
                .as(label)
                .isThrownBy(() -> read(file))
                .withMessageContaining(reason);
    }

    static Stream<Arguments> bad() {
        byte[] good = riff(fmt(1, 1, 8000, 16), data(1, 0));
        byte[] rifx = good.clone();
        rifx[3] = 'X';
        return Stream.of(
                Arguments.of("empty", new byte[0], "stream ends inside the RIFF header"),
                Arguments.of("big-endian RIFX", rifx, "not a WAV stream"),
                Arguments.of("an MP3", "ID3\4\0\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1), "not a WAV"),
                Arguments.of("no fmt", riff(data(1, 0)), "data chunk before fmt chunk"),
                Arguments.of("no data", riff(fmt(1, 1, 8000, 16)), "stream ends inside the data chunk"),
                Arguments.of("24 bits", riff(fmt(1, 1, 8000, 24), data(1, 0, 0)), "format tag 1 with 24 bits"),
                Arguments.of("ADPCM", riff(fmt(2, 1, 8000, 4), data(1)), "format tag 2"),
                Arguments.of("no channels", riff(fmt(1, 0, 8000, 16), data(1, 0)), "0 channels"),
                Arguments.of("six channels", riff(fmt(1, 6, 8000, 16), data(1, 0)), "6 channels"),
                Arguments.of("rate 0", riff(fmt(1, 1, 0, 16), data(1, 0)), "sample rate of 0 Hz"),
                Arguments.of("rate 4 G", riff(fmt(1, 1, -1, 16), data(1, 0)), "sample rate of 4294967295 Hz"),
                Arguments.of("short fmt", riff(chunk("fmt ", new byte[10]), data(1, 0)), "fmt chunk of 10 bytes"),
                Arguments.of("huge fmt", riff(head("fmt ", 0x7FFFFFFF)), "fmt chunk of 2147483647 bytes"),
                Arguments.of("huge data", riff(fmt(1, 1, 8000, 16), head("data", 0x7FFFFFFF)), "at most"),
                Arguments.of("unknown subformat", riff(brokenExtensible(), data(1)), "unknown subformat"),
                Arguments.of("endless LIST", riff(head("LIST", 0x7FFFFFFF)), "16 MiB of other chunks"));
    }

    @Test
    void everyTruncationOfAGoodFileEndsInAnAnswer() throws IOException {
        byte[] good = riff(chunk("LIST", new byte[5]), extensible(7), data(1, 2, 3, 4));
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            try {
                assertThat(read(cut).length()).isLessThanOrEqualTo(4);
            } catch (WavException expected) {
                assertThat(expected.offset()).isLessThanOrEqualTo(length);
            }
        }
    }

    @Test
    void mutatedFilesNeverFailOtherwise() throws IOException {
        byte[] good = riff(chunk("LIST", new byte[5]), extensible(1), data(1, 2, 3, 4));
        Random random = new Random(711);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] mutant = good.clone();
            for (int k = 0; k <= random.nextInt(4); k++) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            }
            try {
                read(mutant);
            } catch (WavException expected) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static Pcm read(byte[] file) throws IOException {
        try (InputStream in = new ByteArrayInputStream(file)) {
            return Wav.read(in, 1 << 20);
        }
    }

    private static byte[] riff(byte[]... chunks) {
        int size = Arrays.stream(chunks).mapToInt(c -> c.length).sum();
        ByteBuffer out = ByteBuffer.allocate(12 + size).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(4 + size);
        out.put("WAVE".getBytes(StandardCharsets.US_ASCII));
        for (byte[] chunk : chunks) {
            out.put(chunk);
        }
        return out.array();
    }

    private static byte[] head(String id, int size) {
        ByteBuffer out = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        return out.put(id.getBytes(StandardCharsets.US_ASCII)).putInt(size).array();
    }

    private static byte[] chunk(String id, byte[] body) {
        byte[] out = Arrays.copyOf(head(id, body.length), 8 + body.length + body.length % 2);
        System.arraycopy(body, 0, out, 8, body.length);
        return out;
    }

    private static byte[] data(int... bytes) {
        byte[] body = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            body[i] = (byte) bytes[i];
        }
        return chunk("data", body);
    }

    private static byte[] fmt(int tag, int channels, int rate, int bits) {
        return chunk("fmt ", fmtBody(tag, channels, rate, bits, 16));
    }

    private static byte[] fmtBody(int tag, int channels, int rate, int bits, int size) {
        byte[] bytes = new byte[size];
        ByteBuffer body = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        body.putShort((short) tag).putShort((short) channels).putInt(rate).putInt(rate * channels * bits / 8);
        body.putShort((short) (channels * bits / 8)).putShort((short) bits);
        return bytes;
    }

    private static byte[] extensible(int tag) {
        byte[] bytes = fmtBody(0xFFFE, 1, 8000, tag == 1 ? 16 : 8, 40);
        ByteBuffer body = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(16);
        body.putShort((short) 22).putShort((short) 16).putInt(4).putShort((short) tag);
        body.put(new byte[] {0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71});
        return chunk("fmt ", bytes);
    }

    private static byte[] brokenExtensible() {
        byte[] chunk = extensible(7);
        chunk[8 + 30] ^= 1;
        return chunk;
    }
}
