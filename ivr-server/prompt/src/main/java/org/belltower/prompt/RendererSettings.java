package org.belltower.prompt;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a renderer finds and keeps audio. <em>Immutable.</em>
 *
 * @param takesFolder where converted recordings are kept; made where it is missing
 * @param audioFolders what {@code <audio src="file:…">} may reach
 * @param documentsKept parsed documents that are kept
 */
public record RendererSettings(Path takesFolder, List<Path> audioFolders, int documentsKept) {
    public static final int DEFAULT_DOCUMENTS_KEPT = 1_000;

    public RendererSettings {
        audioFolders = List.copyOf(audioFolders);
        if (documentsKept < 0) {
            throw new IllegalArgumentException("documentsKept " + documentsKept + " must not be negative");
        }
    }

    /** Converted recordings in the folder given, no files beside those of the catalogue. */
    public static RendererSettings in(Path takesFolder) {
        return new RendererSettings(takesFolder, List.of(), DEFAULT_DOCUMENTS_KEPT);
    }
}
