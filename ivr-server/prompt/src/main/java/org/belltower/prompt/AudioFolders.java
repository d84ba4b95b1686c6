package org.belltower.prompt;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The folders that {@code <audio src="file:…">} may reach, links followed. <em>Immutable.</em> */
record AudioFolders(List<Path> allowed) {
    AudioFolders {
        allowed = List.copyOf(allowed);
    }

    /** The file, or empty where it is missing, no plain file, or outside every allowed folder. */
    Optional<Path> find(URI file) {
        try {
            Path real = Path.of(file).toRealPath();
            boolean inside = Files.isRegularFile(real) && allowed.stream().anyMatch(folder -> isInside(real, folder));
            return inside ? Optional.of(real) : Optional.empty();
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException missing) {
            return Optional.empty();
        }
    }

    private static boolean isInside(Path real, Path folder) {
        try {
            return real.startsWith(folder.toRealPath());
        } catch (IOException folderIsGone) {
            return false;
        }
    }
}
