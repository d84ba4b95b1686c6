package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.belltower.audio.Pcm;
import org.belltower.audio.Wav;
import org.belltower.server.Belltower;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.RecordingConfig;
import org.belltower.server.demo.SwitchKind;
import org.belltower.server.freeswitch.FreePort;
import org.belltower.server.freeswitch.FreeSwitchProcess;
import org.belltower.server.freeswitch.SwitchFiles;
import org.belltower.store.CallRecord;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A switch that has no room for what it records, of a caller and of the whole call. The room ends by a limit on the size of the files
 * that its process may write.
 */
class FullDiskTest {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final String NUMBER = "88300";
    private static final String NAME = "13799990000";
    /** Two seconds of a whole call, four of a caller. */
    private static final long ROOM = 64 * 1024;

    private static final int SECONDS_SPOKEN = 8;

    @TempDir
    Path folder;

    @BeforeEach
    void limitsCanBeSet() {
        Assumptions.assumeTrue(Files.isExecutable(PRLIMIT), "skipped: there is no " + PRLIMIT);
    }

    private Configuration answeringMachine() throws IOException {
        return TrialApplication.configuration(folder, """
                        <form>
                          <record name="said" maxtime="30s" finalsilence="3s" dtmfterm="true">
                            <prompt>Speak now.</prompt>
                            <filled><prompt>That was it.</prompt></filled>
                            <noinput><prompt>Nothing was heard.</prompt><assign name="said" expr="'nothing'"/></noinput>
                            <error><prompt>There is no room.</prompt><assign name="said" expr="'no room'"/></error>
                          </record>
                          <field name="wish" type="digits?length=1">
                            <prompt timeout="20s">Press any key.</prompt>
                            <filled><prompt>Good bye.</prompt></filled>
                          </field>
                        </form>
                        """, NUMBER).with(new RecordingConfig(List.of(NUMBER), 30));
    }

    private static void hasLittleRoom(long pid) throws IOException, InterruptedException {
        Process limit = new ProcessBuilder(PRLIMIT.toString(), "--pid", String.valueOf(pid), "--fsize=" + ROOM)
                .redirectErrorStream(true)
                .start();
        assertThat(limit.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(limit.exitValue()).isZero();
    }

    private void callGoesOn(WholeServer server, Configuration usual, int sipPort, int eventSocketPort)
            throws Exception {
        Path noise = Noise.write(folder.resolve("noise.wav"), 3);
        try (Caller caller = Caller.dial(
                sipPort,
                usual.folders().data(),
                NUMBER,
                CallerSettings.defaults().withName(NAME))) {
            caller.hears("Speak now");
            for (int second = 0; second < SECONDS_SPOKEN; second++) {
                caller.call.play(noise);
            }
            caller.hears("That was it");
            caller.hears("Press any key");
            caller.presses("1");
            caller.hears("Good bye");
            caller.isHungUpOn();
        }
        CallRecord record = server.awaitEndedCall(NAME);
        assertThat(record.end().orElseThrow().reason()).isEqualTo(EndReason.COMPLETED);
        Path calls = usual.folders().data().resolve(Belltower.CALLS);
        try (Stream<Path> found = Files.walk(calls)) {
            assertThat(found.filter(Files::isRegularFile).toList())
                    .as("the disk was full long before the call was over")
                    .singleElement()
                    .satisfies(file -> {
                        assertThat(Files.size(file)).isBetween(1L, ROOM);
                        assertThat(isReadable(file))
                                .as("what there is can be heard")
                                .isTrue();
                    });
        }
        InetSocketAddress eventSocket = new InetSocketAddress(InetAddress.getLoopbackAddress(), eventSocketPort);
        assertThat(WholeServer.api(eventSocket, usual.folders().data(), "uuid_exists " + record.uuid()))
                .isEqualTo("false");
    }

    private static boolean isReadable(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            List<Pcm> sides = Wav.readChannels(in);
            return sides.size() == 2 && sides.getFirst().length() > 0;
        }
    }

    @Test
    @OnlyOn(value = SwitchKind.EMBEDDED, because = "each switch is given little room in its own way")
    void embeddedSwitch() throws Exception {
        Configuration usual = answeringMachine();
        int port = FreePort.any();
        int eventSocketPort = FreePort.any();
        Configuration server =
                SwitchBeside.server(usual, port, "127.0.0.1:" + eventSocketPort).with(usual.recording());
        try (WholeServer running = WholeServer.start(server, 7);
                ServerProcess small =
                        ServerProcess.startSwitch(folder.resolve("switch"), port, eventSocketPort, usual)) {
            int sipPort = small.awaitSipPort();
            hasLittleRoom(small.pid());
            callGoesOn(running, usual, sipPort, eventSocketPort);
        }
    }

    @Test
    @OnlyOn(value = SwitchKind.FREESWITCH, because = "each switch is given little room in its own way")
    void freeSwitch() throws Exception {
        Configuration usual = answeringMachine();
        int port = FreePort.any();
        Configuration switched = SwitchBeside.configuration(SwitchKind.FREESWITCH, usual, port);
        int eventSocketPort = switched.freeSwitch().eventSocketPort();
        Configuration server =
                SwitchBeside.server(usual, port, "127.0.0.1:" + eventSocketPort).with(usual.recording());
        try (WholeServer running = WholeServer.start(server, 7);
                FreeSwitchProcess small = FreeSwitchProcess.start(
                        surviving(),
                        switched,
                        WholeServer.home().resolve(SwitchFiles.TEMPLATES),
                        folder.resolve("fs"))) {
            hasLittleRoom(small.pid());
            callGoesOn(running, usual, small.trunk().getPort(), eventSocketPort);
        }
    }

    /** FreeSWITCH, started so that a file at its limit is an error to it, as on a full disk, and not the end of its process. */
    private Path surviving() throws IOException {
        Path program = FreeSwitchProcess.program(System.getenv()).orElseThrow();
        Path script = Files.writeString(
                folder.resolve("freeswitch.sh"), "#!/bin/sh\ntrap '' XFSZ\nexec '" + program + "' \"$@\"\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
