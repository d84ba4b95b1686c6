package org.belltower.telephony;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.belltower.audio.Pcm;
import org.belltower.audio.Wav;
import org.belltower.voicexml.Recording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a caller said as files, for the length of the call. Confined to the call's thread. Spec: VoiceXML 2.1 §7.
 *
 * @param folder for recordings
 * @param written is told each file, and deletes it when the call has ended
 */
record UtteranceFiles(Path folder, Consumer<Path> written) {
    private static final Logger LOG = LoggerFactory.getLogger(UtteranceFiles.class);

    /** An utterance as a WAV file; empty, with a line in the log, where it cannot be written. */
    Optional<Recording> keep(Pcm said, String mediaType) {
        try {
            Files.createDirectories(folder);
            Path file = Files.createFile(
                    folder.resolve(UUID.randomUUID() + ".wav"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            written.accept(file);
            try (OutputStream out = Files.newOutputStream(file)) {
                Wav.write(out, said);
            }
            return Optional.of(new Recording(file, mediaType, said.duration(), Files.size(file)));
        } catch (IOException e) {
            LOG.error("what a caller said could not be kept: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
