package org.belltower.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.belltower.server.doctor.Outcome.Ok;
import org.belltower.server.doctor.Outcome.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCheckTest {
    @TempDir
    Path folder;

    private Outcome look() {
        return new JournalCheck(folder).run().getFirst().outcome();
    }

    @Test
    void refusedEntriesAreCountedAndTheirFileIsNamed() throws IOException {
        assertThat(look()).isInstanceOf(Ok.class);

        Path file = Files.writeString(folder.resolve("refused.jsonl"), "{}\n{}\n");

        assertThat(look()).isInstanceOf(Warning.class);
        assertThat(look().seen()).contains("2 entries").contains(file.toString());
    }
}
