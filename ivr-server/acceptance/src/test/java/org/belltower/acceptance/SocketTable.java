package org.belltower.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Sockets of this machine as the kernel lists them. Spec: proc_net(5). */
final class SocketTable {
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final String ESTABLISHED = "01";
    private static final String LISTENING = "0A";

    private SocketTable() {}

    /** How many TCP connections have this port as their local one. */
    static long established(int port) {
        return count("tcp", columns -> columns[STATE].equals(ESTABLISHED) && port(columns) == port)
                + count("tcp6", columns -> columns[STATE].equals(ESTABLISHED) && port(columns) == port);
    }

    /** Whether somebody takes TCP connections there. */
    static boolean isListening(int port) {
        Predicate<String[]> listening = columns -> columns[STATE].equals(LISTENING) && port(columns) == port;
        return count("tcp", listening) + count("tcp6", listening) > 0;
    }

    /** How many UDP sockets are bound to ports from the first to the last, both included. */
    static long boundForUdp(int first, int last) {
        return count("udp", columns -> port(columns) >= first && port(columns) <= last);
    }

    private static int port(String[] columns) {
        String local = columns[LOCAL];
        return Integer.parseInt(local.substring(local.indexOf(':') + 1), 16);
    }

    private static long count(String table, Predicate<String[]> wanted) {
        try (var lines = Files.lines(Path.of("/proc/net", table))) {
            return lines.skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(wanted)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table of sockets", e);
        }
    }
}
