package org.belltower.embeddedswitch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the process that holds a local port, by {@code /proc}. Best effort: other users' processes stay hidden, and
 * systems without {@code /proc} tell nothing.
 *
 * <p><em>Immutable.</em>
 */
public final class PortHolder {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;

    private PortHolder() {}

    /** Name and process id, {@code freeswitch (pid 812)} for example. */
    public static Optional<String> find(String protocol, int port) {
        String table = protocol.toLowerCase(Locale.ROOT);
        return inode(Path.of("/proc/net/" + table), port)
                .or(() -> inode(Path.of("/proc/net/" + table + "6"), port))
                .flatMap(PortHolder::process);
    }

    private static Optional<String> inode(Path table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        try {
            List<String> lines = Files.readAllLines(table);
            return lines.stream()
                    .skip(1)
                    .map(line -> SPACES.split(line.trim()))
                    .filter(fields -> fields.length > INODE && fields[LOCAL_ADDRESS].endsWith(suffix))
                    .map(fields -> fields[INODE])
                    .filter(inode -> !inode.equals("0"))
                    .findFirst();
        } catch (IOException noSuchTable) {
            return Optional.empty();
        }
    }

    private static Optional<String> process(String inode) {
        Path wanted = Path.of("socket:[" + inode + "]");
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, wanted)) {
                    String name = Files.readString(process.resolve("comm")).trim();
                    return Optional.of(name + " (pid " + process.getFileName() + ")");
                }
            }
        } catch (IOException vanished) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, Path socket) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)
                        && Files.readSymbolicLink(descriptor).equals(socket)) {
                    return true;
                }
            }
        } catch (IOException notOurs) {
            return false;
        }
        return false;
    }
}
