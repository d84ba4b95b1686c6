package org.belltower.voicexml.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.belltower.voicexml.Recording;
import org.belltower.voicexml.fetch.FetchRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spec: VoiceXML 2.0 §2.3.6. */
class RecordingObjectTest {
    @Test
    void submittedRecordingIsItsSound(@TempDir Path folder) throws IOException {
        Path wav = Files.write(folder.resolve("said.wav"), new byte[] {1, 2, 3});
        var recording = new RecordingObject(new Recording(wav, "audio/x-wav", Duration.ofSeconds(1), 3));

        FetchRequest.Part part = recording.part("message");

        assertThat(part.name()).isEqualTo("message");
        assertThat(part.mediaType()).isEqualTo("audio/x-wav");
        assertThat(part.bytes().read()).containsExactly(1, 2, 3);
    }
}
