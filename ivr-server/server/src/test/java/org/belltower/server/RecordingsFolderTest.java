package org.belltower.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsFolderTest {
    @TempDir
    Path data;

    @Test
    void whatAnEarlierProcessLeftIsGone() throws IOException {
        Path folder = Files.createDirectory(data.resolve("recordings"));
        Files.writeString(folder.resolve("7e7fe1a6.wav"), "what somebody said");
        assertThat(RecordingsFolder.emptied(folder)).isEmptyDirectory();
    }

    @Test
    void nobodyElseMayLookIntoIt() throws IOException {
        Path folder = Files.createDirectory(data.resolve("recordings"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        RecordingsFolder.emptied(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void itIsMadeWhereItIsMissing() throws IOException {
        Path folder = RecordingsFolder.emptied(data.resolve("var").resolve("recordings"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void whatIsNoFolderIsNamed() throws IOException {
        Path file = Files.writeString(data.resolve("recordings"), "");
        assertThatThrownBy(() -> RecordingsFolder.emptied(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(file.toString());
    }
}
