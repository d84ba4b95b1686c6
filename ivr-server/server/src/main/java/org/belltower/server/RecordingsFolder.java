package org.belltower.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of what callers say, for the length of a call. It is nobody's but the server's, so a switch that writes there runs as
 * the same user.
 */
final class RecordingsFolder {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingsFolder.class);
    private static final String OWNER_ONLY = "rwx------";

    private RecordingsFolder() {}

    /**
     * Makes the folder where it is missing, and takes out what a process that was killed left there. Only whoever holds the data
     * folder may ask for it.
     *
     * @return the folder
     * @throws UserError where it cannot be made, read or kept from others
     */
    static Path emptied(Path folder) {
        try {
            Files.createDirectories(folder);
            // A file system without owners keeps whatever it keeps from others.
            @Nullable PosixFileAttributeView owners = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
            if (owners != null) {
                owners.setPermissions(PosixFilePermissions.fromString(OWNER_ONLY));
            }
            int left = 0;
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.delete(file);
                    left++;
                }
            }
            if (left > 0) {
                LOG.warn("{} recordings of calls that a server's end cut short are deleted", left);
            }
            return folder;
        } catch (IOException e) {
            throw new UserError(
                    "cannot empty " + folder + " (" + e + "): make it a folder of the server's own user", e);
        }
    }
}
