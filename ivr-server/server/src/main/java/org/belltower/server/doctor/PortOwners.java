package org.belltower.server.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.belltower.server.doctor.ListeningPort.Transport;

/**
 * Which process has a port, as Linux tells it: {@code /proc/net} gives the socket's number, {@code /proc/PID/fd} the
 * process that holds it. <em>Immutable.</em> A process of another user shows itself to root only; without {@code /proc}
 * nothing is known.
 *
 * @param proc where {@code /proc} is
 */
record PortOwners(Path proc) {
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private record Socket(int port, String inode) {}

    static PortOwners ofThisMachine() {
        return new PortOwners(Path.of("/proc"));
    }

    /** The owner in words, such as {@code freeswitch (process 812)}; nothing where it is not known. */
    Optional<String> owner(Transport transport, int port) {
        Set<String> inodes = new TreeSet<>();
        for (Socket socket : sockets(transport)) {
            if (socket.port == port) {
                inodes.add("socket:[" + socket.inode + "]");
            }
        }
        if (inodes.isEmpty()) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, inodes)) {
                    return Optional.of(name(process) + " (process " + process.getFileName() + ")");
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.of("a process of another user");
    }

    /** Ports of that transport that are in use on any address, listening ones for TCP. */
    Set<Integer> used(Transport transport) {
        Set<Integer> ports = new TreeSet<>();
        sockets(transport).forEach(socket -> ports.add(socket.port));
        return ports;
    }

    private List<Socket> sockets(Transport transport) {
        String name = transport == Transport.TCP ? "tcp" : "udp";
        List<Socket> sockets = new ArrayList<>(table(transport, name));
        sockets.addAll(table(transport, name + "6"));
        return sockets;
    }

    /** Empty where there is no such table: a machine without IPv6, or no Linux. */
    private List<Socket> table(Transport transport, String name) {
        try (Stream<String> lines = Files.lines(proc.resolve("net").resolve(name))) {
            return lines.skip(1)
                    .map(line -> line.strip().split("\\s+", -1))
                    .filter(columns -> columns.length > INODE)
                    .filter(columns -> transport == Transport.UDP || columns[STATE].equals(LISTENING))
                    .map(columns -> new Socket(port(columns[LOCAL_ADDRESS]), columns[INODE]))
                    .toList();
        } catch (IOException | UncheckedIOException absent) {
            return List.of();
        }
    }

    private static int port(String address) {
        try {
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
        } catch (NumberFormatException noPort) {
            return -1;
        }
    }

    private static boolean holds(Path process, Set<String> inodes) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (pointsTo(descriptor, inodes)) {
                    return true;
                }
            }
            return false;
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static boolean pointsTo(Path descriptor, Set<String> inodes) {
        try {
            return inodes.contains(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException ended) {
            return "a process that has ended";
        }
    }
}
