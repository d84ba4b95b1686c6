package org.belltower.speech;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.belltower.audio.AudioException;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;

/** Reads and writes the files of clips. <em>Immutable.</em> */
final class ClipFile {
    private ClipFile() {}

    static byte[] bytes(Pcm audio) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Wav.HEADER_BYTES + 2 * audio.length());
        try {
            Wav.write(out, audio);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return out.toByteArray();
    }

    /**
     * Writes beside the target and renames: a reader sees the whole file or none. Not forced to the disk: a clip can be
     * made again, and {@link #verified} finds the empty or torn file that a power cut may leave.
     */
    static void writeAtomically(Path target, byte[] content, Path incoming) throws IOException {
        Path temporary = Files.createTempFile(incoming, "clip", ".part");
        try {
            Files.write(temporary, content);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            Files.deleteIfExists(temporary);
            throw failed;
        }
    }

    /** The clip's length, or nothing where the file is missing, torn, or not what its note says. */
    static Optional<Duration> verified(Path wav) {
        Optional<ClipNote> note = ClipNote.beside(wav);
        if (note.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] content = Files.readAllBytes(wav);
            if (ClipNote.checksum(content) != note.get().checksum()) {
                return Optional.empty();
            }
            Pcm audio = Wav.read(new ByteArrayInputStream(content));
            return audio.rate().equals(SampleRate.HZ_8000) && audio.length() > 0
                    ? Optional.of(audio.duration())
                    : Optional.empty();
        } catch (IOException | AudioException unusable) {
            return Optional.empty();
        }
    }
}
