package org.belltower.prompt;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folders that {@code <audio src="file:…">} may reach, links followed. <em>Immutable.</em>
 *
 * @param lasting what is converted for the line, and kept that way
 * @param passing what others keep ready for the line for a while, such as recordings of callers: played as it lies, so that no
 *     copy outlives it
 */
public record AudioFolders(List<Path> lasting, List<Path> passing) {
    /** No file at all. */
    public static final AudioFolders NONE = new AudioFolders(List.of(), List.of());

    public AudioFolders {
        lasting = List.copyOf(lasting);
        passing = List.copyOf(passing);
    }

    /** Files that stay. */
    public static AudioFolders lasting(Path... folders) {
        return new AudioFolders(List.of(folders), List.of());
    }

    /** The file, or empty where it is missing, no plain file, or outside every allowed folder. */
    Optional<Path> find(URI file) {
        try {
            Path real = Path.of(file).toRealPath();
            boolean inside = Files.isRegularFile(real) && (isPassing(real) || isInside(real, lasting));
            return inside ? Optional.of(real) : Optional.empty();
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException missing) {
            return Optional.empty();
        }
    }

    /** Whether a file that was found is played as it lies. */
    boolean isPassing(Path real) {
        return isInside(real, passing);
    }

    private static boolean isInside(Path real, List<Path> folders) {
        return folders.stream().anyMatch(folder -> isInside(real, folder));
    }

    private static boolean isInside(Path real, Path folder) {
        try {
            return real.startsWith(folder.toRealPath());
        } catch (IOException folderIsGone) {
            return false;
        }
    }
}
