package org.belltower.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSocketPasswordTest {
    @TempDir
    private Path data;

    @Test
    void passwordIsMadeOnceReadableByItsOwnerOnly() throws IOException {
        String made = EventSocketPassword.under(data);
        assertThat(made).matches("[0-9a-f]{48}");
        assertThat(EventSocketPassword.under(data)).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("event-socket.password"))))
                .isEqualTo("rw-------");
    }

    /** As a power cut may leave it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "3f2a", "sixteen letters and blanks"})
    void passwordThatIsCutOffStopsTheStartAndIsSaid(String content) throws IOException {
        Path file = Files.writeString(data.resolve("event-socket.password"), content);
        assertThatThrownBy(() -> EventSocketPassword.under(data))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("remove it");
        assertThat(file).hasContent(content);
    }
}
