package org.belltower.telephony.tap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** Names for what nobody else is to read. Thread-safe. */
record OwnFolder(Path folder) {
    /** The folder, made where it is missing, and kept from others. */
    static OwnFolder of(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return new OwnFolder(folder.toAbsolutePath());
    }

    Path unusedName() {
        return folder.resolve(UUID.randomUUID() + ".raw");
    }

    /** An empty file that only its owner may read. */
    Path emptyFile() throws IOException {
        return Files.createFile(
                unusedName(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}
