package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.belltower.hotline.DemoData;
import org.belltower.server.caller.CallEnd;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.config.Configuration;
import org.belltower.server.demo.SwitchKind;
import org.belltower.server.freeswitch.FreePort;
import org.belltower.server.freeswitch.FreeSwitchProcess;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of one of a server's switches in mid-call: its call's record tells the truth, and the others' calls go on. */
class KilledSwitchTest {
    private static final String LOST = "13777770000";
    private static final String KEPT = "13788880000";

    @TempDir
    Path folder;

    /** How a switch dies. */
    private interface Death {
        void kill() throws Exception;
    }

    private void callsOfTheOtherSwitchGoOn(
            WholeServer server, SwitchKind kind, Path data, int doomedPort, int otherPort, Death doomed)
            throws Exception {
        try (Caller other = Caller.dial(
                        otherPort,
                        data,
                        WholeServer.PENSION,
                        CallerSettings.defaults().withName(KEPT));
                Caller lost = Caller.dial(
                        doomedPort,
                        data,
                        WholeServer.PENSION,
                        CallerSettings.defaults().withName(LOST))) {
            lost.hears("热线");
            other.hears("热线");
            doomed.kill();
            long killed = System.nanoTime();
            Transcript.say(kind, "kill -9 of a switch in mid-call", killed);
            CallRecord.End end = server.awaitEndedCall(LOST).end().orElseThrow();
            Transcript.say(kind, "the record of its call is closed", killed);
            assertThat(end.reason()).isEqualTo(EndReason.FAILED);
            assertThat(end.cause()).isEqualTo(Optional.of("CONNECTION_LOST"));

            other.logsIn(DemoData.SHARE_ACCOUNT, DemoData.SHARE_PIN);
            other.presses("1");
            other.hears("单位净值");
            other.presses("0");
            assertThat(other.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
        }
        assertThat(server.awaitEndedCall(KEPT).end().orElseThrow().reason()).isEqualTo(EndReason.COMPLETED);
    }

    @Test
    @OnlyOn(value = SwitchKind.EMBEDDED, because = "each switch dies in a test of its own")
    void embeddedSwitch() throws Exception {
        Configuration usual = WholeServer.configuration(folder.resolve("data"));
        int port = FreePort.any();
        int doomedPort = FreePort.any();
        Configuration other = SwitchBeside.configuration(SwitchKind.EMBEDDED, usual, port);
        Configuration server = SwitchBeside.server(
                usual, port, SwitchBeside.eventSocket(SwitchKind.EMBEDDED, other), "127.0.0.1:" + doomedPort);
        try (WholeServer running = WholeServer.start(server, 7);
                SwitchBeside beside = SwitchBeside.start(SwitchKind.EMBEDDED, other, folder.resolve("other"));
                ServerProcess doomed = ServerProcess.startSwitch(folder.resolve("doomed"), port, doomedPort, usual)) {
            callsOfTheOtherSwitchGoOn(
                    running,
                    SwitchKind.EMBEDDED,
                    usual.folders().data(),
                    doomed.awaitSipPort(),
                    beside.sipPort(),
                    doomed::kill);
        }
    }

    @Test
    @OnlyOn(value = SwitchKind.FREESWITCH, because = "each switch dies in a test of its own")
    void freeSwitch() throws Exception {
        Configuration usual = WholeServer.configuration(folder.resolve("data"));
        int port = FreePort.any();
        Configuration mortal = SwitchBeside.configuration(SwitchKind.FREESWITCH, usual, port);
        Configuration other = SwitchBeside.configuration(SwitchKind.FREESWITCH, usual, port);
        while (other.freeSwitch().firstRtpPort() == mortal.freeSwitch().firstRtpPort()) {
            other = SwitchBeside.configuration(SwitchKind.FREESWITCH, usual, port);
        }
        Configuration server = SwitchBeside.server(
                usual,
                port,
                SwitchBeside.eventSocket(SwitchKind.FREESWITCH, other),
                SwitchBeside.eventSocket(SwitchKind.FREESWITCH, mortal));
        try (WholeServer running = WholeServer.start(server, 7);
                SwitchBeside beside = SwitchBeside.start(SwitchKind.FREESWITCH, other, folder.resolve("other"));
                FreeSwitchProcess doomed =
                        SwitchBeside.freeSwitch(mortal, Files.createDirectories(folder.resolve("doomed")))) {
            callsOfTheOtherSwitchGoOn(
                    running,
                    SwitchKind.FREESWITCH,
                    usual.folders().data(),
                    doomed.trunk().getPort(),
                    beside.sipPort(),
                    doomed::kill);
        }
    }
}
