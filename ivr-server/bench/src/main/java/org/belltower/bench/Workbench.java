package org.belltower.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a benchmark works and whom it tells how far it is. <i>Immutable</i>, with a writer that is thread-safe.
 *
 * @param home the folder of the installation, which holds {@code voice-apps}, {@code grammars} and {@code ivr}
 * @param out the screen
 */
record Workbench(Path home, PrintWriter out) {
    /** {@code var/bench}, made where it is missing. */
    Path folder() {
        try {
            return Files.createDirectories(home.resolve("var").resolve("bench"));
        } catch (IOException e) {
            throw new BenchException("the folder var/bench cannot be made under " + home + ": " + e.getMessage(), e);
        }
    }

    /** An empty folder of this name under {@link #folder}; what an earlier run left in it is deleted. */
    Path emptyFolder(String name) {
        Path wanted = folder().resolve(name);
        try {
            if (Files.exists(wanted)) {
                try (Stream<Path> old = Files.walk(wanted)) {
                    List<Path> deepestFirst =
                            old.sorted(Comparator.reverseOrder()).toList();
                    for (Path path : deepestFirst) {
                        Files.delete(path);
                    }
                }
            }
            return Files.createDirectories(wanted);
        } catch (IOException e) {
            throw new BenchException("the folder " + wanted + " cannot be emptied: " + e.getMessage(), e);
        }
    }

    /** A line about how far it is. */
    void note(String text) {
        out.println("  " + text);
        out.flush();
    }
}
