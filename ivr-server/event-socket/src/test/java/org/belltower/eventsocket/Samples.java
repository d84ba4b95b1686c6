package org.belltower.eventsocket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the {@code good} and {@code bad} folders; a bad one's name starts with what must come of it. */
final class Samples {
    private static final Path ROOT = Path.of("src/test/resources/org/belltower/eventsocket");

    private Samples() {}

    /** A file, shown by its name. */
    static final class Sample {
        private final String name;
        private final byte[] bytes;

        Sample(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        String name() {
            return name;
        }

        byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Sample> in(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.sorted()
                    .map(file -> new Sample(file.getFileName().toString(), read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
