package org.belltower.prompt;

import java.nio.file.Path;

/**
 * Where a renderer finds and keeps audio. <em>Immutable.</em>
 *
 * @param takesFolder where converted recordings are kept; made where it is missing
 * @param audioFolders what files every call may reach; {@link SsmlRenderer#reaching} says more of one call
 * @param documentsKept parsed documents that are kept
 */
public record RendererSettings(Path takesFolder, AudioFolders audioFolders, int documentsKept) {
    public static final int DEFAULT_DOCUMENTS_KEPT = 1_000;

    public RendererSettings {
        if (documentsKept < 0) {
            throw new IllegalArgumentException("documentsKept " + documentsKept + " must not be negative");
        }
    }

    /** Converted recordings in the folder given, no files beside those of the catalogue. */
    public static RendererSettings in(Path takesFolder) {
        return new RendererSettings(takesFolder, AudioFolders.NONE, DEFAULT_DOCUMENTS_KEPT);
    }

    /** The same with these files. */
    public RendererSettings reaching(AudioFolders files) {
        return new RendererSettings(takesFolder, files, documentsKept);
    }
}
