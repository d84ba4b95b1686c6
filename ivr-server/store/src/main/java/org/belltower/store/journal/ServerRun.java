package org.belltower.store.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.belltower.store.DurableFile;

/**
 * Which server this is, for life, and its how many-th run: tells calls that an earlier run left open from those of this
 * one. <i>Immutable.</i>
 */
record ServerRun(String server, long run) {

    /** The next run of the server whose journal lies there; on disk before it is used. */
    static ServerRun next(Path directory) throws IOException {
        Path file = directory.resolve("server");
        ServerRun next = new ServerRun(UUID.randomUUID().toString(), 1);
        if (Files.exists(file)) {
            String[] words = Files.readString(file).strip().split(" ", 2);
            if (words.length != 2 || !words[1].matches("[0-9]{1,18}")) {
                throw new IOException(file + " should hold the server's id and its run number, but does not. "
                        + "Remove it: calls open at the last stop stay open in the records");
            }
            next = new ServerRun(words[0], Long.parseLong(words[1]) + 1);
        }
        DurableFile.write(file, next.server + " " + next.run + "\n");
        return next;
    }
}
