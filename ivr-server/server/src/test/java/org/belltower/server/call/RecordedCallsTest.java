package org.belltower.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.belltower.server.UserError;
import org.belltower.server.config.RecordingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedCallsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T15:00:00Z"));
    private static final String CALL = "d4062f65-7e7b-4192-a921-4bd2a894088b";

    @TempDir
    private Path data;

    private RecordedCalls open(String... hotlines) {
        return RecordedCalls.open(data.resolve("calls"), new RecordingConfig(List.of(hotlines), 30), CLOCK);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void callsOfANamedHotlineHaveAFileThatOnlyTheServersUserReads() throws IOException {
        try (RecordedCalls calls = open("88001")) {
            Path file = calls.fileFor(CALL, "88001").orElseThrow();
            Files.writeString(file, "audio");
            calls.ended(file);

            assertThat(file).isEqualTo(data.resolve("calls/2026-11-22/" + CALL + ".wav"));
            assertThat(permissions(file)).isEqualTo("rw-------");
            assertThat(permissions(data.resolve("calls/2026-11-22"))).isEqualTo("rwx------");
            assertThat(calls.fileFor(CALL, "88002")).isEmpty();
            assertThat(calls.fileFor("../" + CALL, "88001"))
                    .as("a name from a stranger")
                    .isEmpty();
        }
    }

    @Test
    void nothingIsRecordedUnlessSomebodySaysSo() {
        try (RecordedCalls calls = RecordedCalls.open(data.resolve("calls"), RecordingConfig.NONE, CLOCK)) {
            assertThat(calls.fileFor(CALL, "88001")).isEmpty();
            assertThat(data.resolve("calls")).doesNotExist();
        }
    }

    @Test
    void recordingsOlderThanTheirDaysAreDeletedAndNothingElseIs() throws IOException {
        Path old = Files.createDirectories(data.resolve("calls/2026-10-22"));
        Files.writeString(old.resolve("a.wav"), "audio");
        Path kept = Files.createDirectories(data.resolve("calls/2026-10-23"));
        Path foreign = Files.createDirectories(data.resolve("calls/archive"));
        try (RecordedCalls calls = open()) {
            calls.forget();

            assertThat(old).doesNotExist();
            assertThat(kept).exists();
            assertThat(foreign).exists();
        }
    }

    @Test
    void folderThatNoSwitchCanBeToldIsSaidAtTheStart() {
        assertThatThrownBy(() ->
                        RecordedCalls.open(data.resolve("my calls"), new RecordingConfig(List.of("88001"), 30), CLOCK))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("folders: data:");
    }
}
