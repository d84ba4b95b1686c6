package org.belltower.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlayableFolderTest {

    @Test
    void anExclamationMarkCanBeWritten() {
        assertThat(PlayableFolder.require(Path.of("/opt/wow!/../hey!"))).isEqualTo(Path.of("/opt/hey!"));
    }

    @Test
    void aFolderThatNoSwitchCanBeToldIsNamed() {
        assertThatThrownBy(() -> PlayableFolder.require(Path.of("/opt/it's here")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("/opt/it's here")
                .hasMessageContaining("use another folder");
    }
}
