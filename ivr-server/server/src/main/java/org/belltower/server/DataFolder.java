package org.belltower.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that the server writes to belongs to one server at a time; the lock ends with the process. */
final class DataFolder implements AutoCloseable {
    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the folder where it is missing and takes it.
     *
     * @throws UserError where another server has it, or it cannot be written
     */
    static DataFolder lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new UserError("another server works in " + folder
                        + "; stop it, or set 'folders: data:' in ivr.yaml to another folder");
            }
            return new DataFolder(channel);
        } catch (IOException e) {
            throw new UserError("cannot write to " + folder + ": " + e.getMessage() + "; make it writable", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another server in this very process, as in tests.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
