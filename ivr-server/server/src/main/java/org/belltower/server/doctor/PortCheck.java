package org.belltower.server.doctor;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.belltower.server.doctor.ListeningPort.Transport;

/** Whether the server's ports are free: each is bound for a moment, which is what the server will do. */
record PortCheck(List<ListeningPort> ports, PortOwners owners) implements Check {
    @Override
    public String subject() {
        return "ports";
    }

    @Override
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        for (ListeningPort port : ports) {
            findings.add(look(port));
        }
        return findings;
    }

    private Finding look(ListeningPort port) {
        String subject = port.subject() + " port";
        String where = port.transport() + " " + port.address().getHostAddress() + ":" + port.port();
        if (port.port() == 0) {
            return Finding.ok(subject, port.transport() + ", a free one is taken at start");
        }
        try {
            bind(port);
            return Finding.ok(subject, where + " is free");
        } catch (IOException taken) {
            return owners.owner(port.transport(), port.port())
                    .map(owner -> Finding.warning(
                            subject,
                            where + " is in use by " + owner,
                            "fine if that is this server; else stop it, or set " + port.key() + " in ivr.yaml"))
                    .orElseGet(() -> Finding.missing(
                            subject,
                            where + " cannot be used: " + taken.getMessage(),
                            "set " + port.key() + " or the address beside it in ivr.yaml"));
        }
    }

    private static void bind(ListeningPort port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(port.address(), port.port());
        if (port.transport() == Transport.TCP) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(address);
            }
        } else {
            // Bound on construction and closed at once: that it worked is all that matters.
            new DatagramSocket(address).close();
        }
    }
}
