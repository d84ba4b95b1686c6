package org.belltower.telephony.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real files and FIFOs, written as a switch writes them. */
class CallerTapTest {
    @TempDir
    private Path folder;

    private final BlockingQueue<Step> heard = new LinkedBlockingQueue<>();

    private record Step(short first, short last, int count) {}

    enum Kind {
        FILES,
        PIPES;

        CallerTap open(Path folder) throws IOException {
            return switch (this) {
                case FILES -> CallerTap.growingFiles(folder);
                case PIPES -> CallerTap.pipes(folder);
            };
        }
    }

    private void hear(short[] samples, int count) {
        heard.add(new Step(samples[0], samples[count - 1], count));
    }

    private Step next() throws InterruptedException {
        Step step = heard.poll(30, TimeUnit.SECONDS);
        assertThat(step).as("a step within 30 s").isNotNull();
        return step;
    }

    /** As a switch opens it. */
    private static FileChannel writer(Path path) throws IOException {
        return FileChannel.open(path, Set.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
    }

    private static ByteBuffer samples(int from, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.nativeOrder());
        for (int i = 0; i < count; i++) {
            bytes.putShort((short) (from + i));
        }
        return bytes.flip();
    }

    @ParameterizedTest
    @EnumSource
    void whatTheSwitchWritesComesInStepsOf20Milliseconds(Kind kind) throws Exception {
        try (CallerTap tap = kind.open(folder);
                CallerTap.Tapped tapped = tap.open(this::hear);
                FileChannel pen = writer(tapped.path())) {
            assertThat(tapped.heardAny()).isFalse();
            pen.write(samples(0, 160 * 3 + 100));
            assertThat(next()).isEqualTo(new Step((short) 0, (short) 159, 160));
            assertThat(next()).isEqualTo(new Step((short) 160, (short) 319, 160));
            assertThat(next()).isEqualTo(new Step((short) 320, (short) 479, 160));
            assertThat(tapped.heardAny()).isTrue();
            pen.write(samples(580, 60));
            assertThat(next()).isEqualTo(new Step((short) 480, (short) 639, 160));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyElseMayReadItAndItsNameIsGoneWithTheFirstSound(Kind kind) throws Exception {
        try (CallerTap tap = kind.open(folder);
                CallerTap.Tapped tapped = tap.open(this::hear);
                FileChannel pen = writer(tapped.path())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tapped.path())))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            pen.write(samples(0, 160));
            next();
            // The step before the next one has been done with.
            pen.write(samples(160, 160));
            next();
            assertThat(tapped.path()).doesNotExist();
            pen.write(samples(320, 160));
            assertThat(next().first()).isEqualTo((short) 320);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyCallsAreKeptApart(Kind kind) throws Exception {
        BlockingQueue<Short> second = new LinkedBlockingQueue<>();
        try (CallerTap tap = kind.open(folder);
                CallerTap.Tapped one = tap.open(this::hear);
                CallerTap.Tapped other = tap.open((samples, count) -> second.add(samples[0]));
                FileChannel pen = writer(one.path());
                FileChannel otherPen = writer(other.path())) {
            otherPen.write(samples(7_000, 160));
            pen.write(samples(1, 160));
            assertThat(next().first()).isEqualTo((short) 1);
            assertThat(second.poll(30, TimeUnit.SECONDS)).isEqualTo((short) 7_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closedTapHearsNothingAndLeavesNothing(Kind kind) throws Exception {
        try (CallerTap tap = kind.open(folder)) {
            CallerTap.Tapped unused = tap.open(this::hear);
            CallerTap.Tapped closed = tap.open(this::hear);
            CallerTap.Tapped other = tap.open(this::hear);
            try (FileChannel pen = writer(closed.path());
                    FileChannel otherPen = writer(other.path())) {
                closed.close();
                closed.close();
                unused.close();
                if (kind == Kind.FILES) {
                    pen.write(samples(9, 160));
                }
                otherPen.write(samples(5, 160));
                assertThat(next().first()).isEqualTo((short) 5);
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void folderThatCannotBeIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("in-the-way"), "");
        org.assertj.core.api.Assertions.assertThatIOException()
                .isThrownBy(() -> CallerTap.growingFiles(file.resolve("below")));
    }
}
