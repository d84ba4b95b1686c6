package org.belltower.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
    @TempDir
    private Path folder;

    @Test
    void contentIsWholeItsOwnersOnlyAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("made/key");
        DurableFile.write(file, "canary\n");
        assertThat(file).hasContent("canary\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("made")).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder.resolve("made").toFile().list()).containsExactly("key");
    }

    /** As a power cut leaves them: a beginning under the other name, readable by all, and an empty file. */
    @Test
    void whatAnEarlierTryLeftIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "");
        Files.writeString(folder.resolve("key.new"), "half a key that is longer than the whole");
        DurableFile.write(file, "canary");
        assertThat(file).hasContent("canary");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("key");
    }

    @Test
    void folderThatIsNoneIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> DurableFile.write(file.resolve("key"), "canary"))
                .isInstanceOf(IOException.class);
    }
}
