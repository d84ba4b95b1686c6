package org.belltower.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.belltower.server.caller.KnownClip;
import org.belltower.speech.ClipNote;

/** The clips that a server has synthesised, with their words, as an ear may learn them. Confined to the thread that asks. */
public final class ClipFolder {
    private final Path folder;
    private final Set<Path> told = new HashSet<>();

    /**
     * Clips of a synthesis cache.
     *
     * @param folder the cache's
     */
    public ClipFolder(Path folder) {
        this.folder = folder;
    }

    /** Those that have come since the last time. */
    public List<KnownClip> fresh() {
        List<KnownClip> fresh = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path wav :
                    files.filter(file -> file.toString().endsWith(".wav")).toList()) {
                if (!told.contains(wav)) {
                    ClipNote.beside(wav).ifPresent(note -> {
                        told.add(wav);
                        fresh.add(new KnownClip(wav, note.text(), note.language()));
                    });
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the clips under " + folder + " cannot be listed", e);
        }
        return fresh;
    }
}
