package org.belltower.server.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Room on the disk that takes recordings, call records, clips and the embedded database. */
record DiskSpaceCheck(Path data) implements Check {
    private static final long MIB = 1024L * 1024;

    /** Below this a day of recordings may fill the disk. */
    private static final long SCARCE = 2048 * MIB;

    /** Below this not even the embedded database starts. */
    private static final long TOO_LITTLE = 200 * MIB;

    @Override
    public String subject() {
        return "disk";
    }

    @Override
    public List<Finding> run() throws IOException {
        Path existing = nearestExisting(data);
        FileStore disk = Files.getFileStore(existing);
        return List.of(judge(disk.getUsableSpace(), Files.isWritable(existing), existing));
    }

    Finding judge(long free, boolean writable, Path folder) {
        String seen = free / MIB + " MiB free under " + folder;
        String remedy = "free some space, or set 'folders: data:' in ivr.yaml to a larger disk";
        if (!writable) {
            return Finding.missing(
                    subject(),
                    folder + " cannot be written",
                    "make it writable for this user, or set 'folders: data:'");
        }
        if (free < TOO_LITTLE) {
            return Finding.missing(subject(), seen, remedy);
        }
        return free < SCARCE ? Finding.warning(subject(), seen, remedy) : Finding.ok(subject(), seen);
    }

    private static Path nearestExisting(Path folder) {
        @Nullable Path existing = folder.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing == null ? Path.of("/") : existing;
    }
}
