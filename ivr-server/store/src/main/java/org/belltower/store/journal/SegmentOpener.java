package org.belltower.store.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Creates the file of a new segment; tests put a full disk here. */
@FunctionalInterface
interface SegmentOpener {
    FileChannel create(Path path) throws IOException;

    /** The real one: the name is on disk before anything is acknowledged in the file. */
    static FileChannel createDurably(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return channel;
    }
}
