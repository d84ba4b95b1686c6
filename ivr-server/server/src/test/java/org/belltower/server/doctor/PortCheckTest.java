package org.belltower.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.belltower.server.doctor.ListeningPort.Transport;
import org.belltower.server.doctor.Outcome.Missing;
import org.belltower.server.doctor.Outcome.Ok;
import org.belltower.server.doctor.Outcome.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortCheckTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    Path proc;

    private static Outcome look(Transport transport, InetAddress address, int port, PortOwners owners) {
        ListeningPort listening = new ListeningPort("SIP", transport, address, port, "'embedded-switch: sip-port:'");
        return new PortCheck(List.of(listening), owners).run().getFirst().outcome();
    }

    @Test
    void aTakenTcpPortNamesThisProcessAndTheKey() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            Outcome outcome = look(Transport.TCP, LOOPBACK, taken.getLocalPort(), PortOwners.ofThisMachine());
            assertThat(outcome).isInstanceOf(Warning.class);
            assertThat(outcome.seen())
                    .contains("(process " + ProcessHandle.current().pid() + ")")
                    .contains("TCP 127.0.0.1:" + taken.getLocalPort());
            assertThat(((Warning) outcome).remedy()).contains("sip-port");
        }
    }

    @Test
    void aTakenUdpPortNamesThisProcess() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            assertThat(look(Transport.UDP, LOOPBACK, taken.getLocalPort(), PortOwners.ofThisMachine())
                            .seen())
                    .contains("(process " + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void aFreePortIsFreeAlsoAfterTheLook() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            port = socket.getLocalPort();
        }
        assertThat(look(Transport.TCP, LOOPBACK, port, PortOwners.ofThisMachine()))
                .isInstanceOf(Ok.class);
        try (ServerSocket again = new ServerSocket(port, 1, LOOPBACK)) {
            assertThat(again.isBound()).isTrue();
        }
    }

    @Test
    void anAddressThatThisMachineLacksIsMissingWithItsKey() throws IOException {
        InetAddress foreign = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
        Outcome outcome = look(Transport.UDP, foreign, 45_678, new PortOwners(proc));
        assertThat(outcome).isInstanceOf(Missing.class);
    }

    @Test
    void theOwnerIsReadFromProc() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net/tcp"), """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1F94 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1
                   1: 0100007F:1F95 0100007F:C001 01 00000000:00000000 00:00000000 00000000     0        0 4712 1
                garbage
                   2: nonsense:ZZZZ 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1
                """);
        Path descriptors = Files.createDirectories(proc.resolve("812/fd"));
        Files.createSymbolicLink(descriptors.resolve("3"), Path.of("socket:[4711]"));
        Files.writeString(proc.resolve("812/comm"), "freeswitch\n");
        PortOwners owners = new PortOwners(proc);

        assertThat(owners.owner(Transport.TCP, 8084)).contains("freeswitch (process 812)");
        assertThat(owners.owner(Transport.TCP, 8085))
                .as("connected, not listening")
                .isEmpty();
        assertThat(owners.owner(Transport.UDP, 8084)).isEmpty();
        assertThat(owners.used(Transport.TCP)).contains(8084).doesNotContain(8085);

        Files.delete(descriptors.resolve("3"));
        assertThat(owners.owner(Transport.TCP, 8084)).contains("a process of another user");
    }

    @Test
    void withoutProcNothingIsKnown() {
        PortOwners owners = new PortOwners(proc.resolve("absent"));
        assertThat(owners.owner(Transport.UDP, 5060)).isEmpty();
        assertThat(owners.used(Transport.UDP)).isEmpty();
    }

    @Test
    void tooFewMediaPortsAreAWarning() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        StringBuilder table = new StringBuilder("header\n");
        for (int port = 20_000; port < 20_004; port++) {
            table.append(String.format("0: 00000000:%04X 00000000:0000 07 0:0 0:0 0 0 0 %d 2%n", port, 100 + port));
        }
        Files.writeString(proc.resolve("net/udp"), table.toString());

        assertThat(rtp(new RtpRange(20_000, 20_009, 3)).outcome()).isInstanceOf(Ok.class);
        assertThat(rtp(new RtpRange(20_000, 20_009, 4)).outcome()).isInstanceOf(Warning.class);
        assertThat(rtp(new RtpRange(20_000, 20_009, 4)).outcome().seen()).contains("4 in use");
        assertThat(new RtpRangeCheck(Optional.empty(), new PortOwners(proc)).run())
                .isEmpty();
    }

    private Finding rtp(RtpRange range) {
        return new RtpRangeCheck(Optional.of(range), new PortOwners(proc)).run().getFirst();
    }
}
