package org.belltower.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The password of the switch's Event Socket port, made at the first start and kept where only the owner reads it. */
final class EventSocketPassword {
    private static final String FILE = "event-socket.password";
    private static final int BYTES = 24;

    private EventSocketPassword() {}

    static String under(Path data) {
        Path file = data.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            String password = HexFormat.of().formatHex(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password);
            return password;
        } catch (IOException e) {
            throw new UserError("cannot keep the Event Socket password in " + file + ": " + e.getMessage(), e);
        }
    }
}
