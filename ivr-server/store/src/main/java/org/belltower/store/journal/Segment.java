package org.belltower.store.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A journal file: eight bytes of {@link #MAGIC}, then records of length (int), CRC-32C of the payload (int), payload.
 * Numbers grow and are never used twice while a file has them. <i>Immutable.</i>
 */
record Segment(Path directory, long number) implements Comparable<Segment> {
    static final long MAGIC = 0x42544a524e4c310aL; // "BTJRNL1\n"
    static final int HEADER = Long.BYTES;
    static final int FRAME = 2 * Integer.BYTES;
    static final int LONGEST_PAYLOAD = 1 << 20;

    private static final String NAME = "journal-[0-9a-f]{16}\\.log";

    Path path() {
        return directory.resolve("journal-%016x.log".formatted(number));
    }

    /** Oldest first. */
    static List<Segment> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(NAME))
                    .map(name -> new Segment(directory, Long.parseUnsignedLong(name.substring(8, 24), 16)))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public int compareTo(Segment other) {
        return Long.compareUnsigned(number, other.number);
    }
}
