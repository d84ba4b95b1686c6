package org.belltower.embeddedswitch.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Where the samples of one recording go. *Confined to the disk's thread*, which closes it; nothing here waits for a reader. */
sealed interface RecordingTarget permits RecordingFile, RecordingPipe {
    /**
     * What the request names: a file, which is made or replaced, or a FIFO that is there.
     *
     * @throws IOException where it cannot be written
     */
    static RecordingTarget open(Path path, int channels) throws IOException {
        return isPipe(path) ? RecordingPipe.open(path, channels) : RecordingFile.open(path, channels);
    }

    private static boolean isPipe(Path path) throws IOException {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isOther();
    }

    /** Whether it takes that many bytes now; what it does not take stays in the ring. */
    boolean hasRoom(int bytes) throws IOException;

    /** Appends what lies between position and limit. */
    void append(ByteBuffer samples) throws IOException;

    /** Samples of one channel. */
    long samples();

    void close() throws IOException;
}
