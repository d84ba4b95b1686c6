package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.belltower.hotline.PinHasher;
import org.belltower.hotline.imports.ImportReport;
import org.belltower.hotline.imports.Importer;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls placed by sipp, with keys that its authors captured. */
@OnEachSwitch
class SippCallTest {
    /** Of the scenario unit-net-value only. */
    private static final String SIPP_CALLER = "13800000001";
    /** Of the scenario no-common-codec only. */
    private static final String CALLER_WITHOUT_CODEC = "13800000488";

    private final WholeServer server;
    private final Path folder;
    private final Sipp sipp;

    SippCallTest(WholeServer server, @TempDir Path folder) {
        this.server = server;
        this.folder = folder;
        this.sipp = new Sipp(folder, server.sipPort());
    }

    @BeforeAll
    static void sippIsThere() {
        Sipp.assumeInstalled();
    }

    private void customerWhoseKeysSippCanPress() throws IOException {
        Path customers =
                Files.writeString(folder.resolve("customers.csv"), "account_number,name,pin\n2468,Sipp,1357\n");
        Path holdings = Files.writeString(
                folder.resolve("holdings.csv"),
                "account_number,plan_code,shares,as_of,source\n2468,P-2001,100.0000,2026-11-20,custodian file\n");
        Importer importer = new Importer(server.belltower().database(), PinHasher.DEFAULT, InstantSource.system());
        for (Path file : List.of(customers, holdings)) {
            assertThat(importer.importFile(file)).isInstanceOf(ImportReport.Imported.class);
        }
    }

    @Test
    void foreignTelephoneKeysItsWayToTheFigureAndIsHungUpOn() throws IOException {
        customerWhoseKeysSippCanPress();
        sipp.run("unit-net-value", WholeServer.PENSION, Duration.ofSeconds(60));

        CallRecord record = server.awaitEndedCall(SIPP_CALLER);
        assertThat(record.end().orElseThrow().reason()).isEqualTo(EndReason.COMPLETED);
        assertThat(server.belltower().database().calls().path(record.uuid()))
                .extracting(step -> step.document().orElse(""))
                .contains("figure.vxml", "goodbye.vxml");
    }

    @Test
    void hangUpDuringAPromptLeavesNoCall() {
        sipp.run("bye-during-prompt", WholeServer.PENSION, Duration.ofSeconds(20));

        Await.until("no call is up", Duration.ofSeconds(30), () -> server.callsUp() == 0);
    }

    @Test
    void callThatIsNeverAcknowledgedIsGivenUp() {
        sipp.run("no-ack", WholeServer.PENSION, Duration.ofSeconds(60));

        Await.until("no call is up", Duration.ofSeconds(30), () -> server.callsUp() == 0);
    }

    @Test
    void unknownNumberIsRefusedWith404() {
        sipp.run("unknown-number", "40404", Duration.ofSeconds(20));
    }

    @Test
    void offerWithoutACommonCodecIsRefusedWith488AndHasARecord() {
        sipp.run("no-common-codec", WholeServer.PENSION, Duration.ofSeconds(20));

        CallRecord record = server.awaitEndedCall(CALLER_WITHOUT_CODEC);
        assertThat(record.answeredAt()).isEmpty();
        assertThat(record.end().orElseThrow().reason()).isEqualTo(EndReason.ABANDONED);
        assertThat(record.end().orElseThrow().cause()).contains("INCOMPATIBLE_DESTINATION");
    }

    @Test
    void fiftyCallsAtOnceAreAllAnswered() {
        sipp.run("listen-and-bye", WholeServer.PENSION, 50, Duration.ofSeconds(60));

        Await.until("no call is up", Duration.ofSeconds(30), () -> server.callsUp() == 0);
    }

    @Test
    void garbageDatagramsDoNotDisturbCalls() throws IOException {
        Random random = new Random(7);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 2_000; i++) {
                byte[] garbage = new byte[1 + random.nextInt(1400)];
                random.nextBytes(garbage);
                if (i % 3 == 0) {
                    byte[] start = "INVITE sip:88001@127.0.0.1 SIP/2.0\r\n".getBytes(StandardCharsets.US_ASCII);
                    System.arraycopy(start, 0, garbage, 0, Math.min(start.length, garbage.length));
                }
                socket.send(new DatagramPacket(
                        garbage, garbage.length, InetAddress.getLoopbackAddress(), server.sipPort()));
            }
        }

        sipp.run("listen-and-bye", WholeServer.PENSION, 5, Duration.ofSeconds(30));
    }
}
