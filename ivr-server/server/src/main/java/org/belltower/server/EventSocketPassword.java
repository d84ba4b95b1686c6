package org.belltower.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.belltower.store.DurableFile;

/** The password of the switch's Event Socket port, made at the first start and kept where only the owner reads it. */
public final class EventSocketPassword {
    private static final String FILE = "event-socket.password";
    private static final int BYTES = 24;
    /** Who puts another password there takes one that cannot be guessed. */
    private static final int SHORTEST = 16;

    private EventSocketPassword() {}

    /**
     * Made where there is none.
     *
     * @throws UserError if it cannot be kept or read, or is cut off
     */
    public static String under(Path data) {
        Path file = data.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return checked(Files.readString(file).strip(), file);
            }
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            String password = HexFormat.of().formatHex(random);
            DurableFile.write(file, password);
            return password;
        } catch (IOException e) {
            throw new UserError(
                    "cannot keep the Event Socket password in " + file + ": " + e.getMessage()
                            + "; look at disk space and rights there",
                    e);
        }
    }

    /** Where it is kept. */
    public static Path file(Path data) {
        return data.resolve(FILE);
    }

    /**
     * The one that was made before; empty where none was.
     *
     * @throws UserError if it cannot be read, or is cut off
     */
    public static Optional<String> kept(Path data) {
        return Files.exists(data.resolve(FILE)) ? Optional.of(under(data)) : Optional.empty();
    }

    private static String checked(String password, Path file) {
        if (!password.matches("\\p{Graph}{" + SHORTEST + ",}")) {
            throw new UserError(
                    file + " should hold a password of " + SHORTEST
                            + " characters or more without spaces, but does not; remove it, and the next start makes another one");
        }
        return password;
    }
}
