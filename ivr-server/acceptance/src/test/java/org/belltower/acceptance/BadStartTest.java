package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.belltower.server.Belltower;
import org.belltower.server.UserError;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.EmbeddedSwitchConfig;
import org.belltower.server.config.Folders;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start with something wrong in it: the rest works, or one line says what to do. */
@OnEachSwitch
class BadStartTest {
    private final SwitchKind on;

    BadStartTest(SwitchKind on) {
        this.on = on;
    }

    @TempDir
    Path folder;

    @Test
    void numberOfABrokenApplicationApologisesAndTheOthersWork() throws IOException, InterruptedException {
        Path apps = Files.createDirectories(folder.resolve("voice-apps"));
        copy(WholeServer.home().resolve("voice-apps/pension"), apps.resolve("pension"));
        copy(WholeServer.home().resolve("voice-apps/pension"), apps.resolve("broken"));
        Path manifest = apps.resolve("broken/manifest.yaml");
        Files.writeString(manifest, Files.readString(manifest).replace("name: pension", "name: broken"));
        Path menu = apps.resolve("broken/menu.vxml");
        Files.writeString(menu, Files.readString(menu).replace("</field>", "</feld>"));
        Configuration usual = WholeServer.configuration(folder.resolve("data"));
        Configuration configuration = new Configuration(
                usual.embeddedSwitch(),
                usual.eventSocket(),
                usual.database(),
                usual.speech(),
                new Folders(
                        apps,
                        usual.folders().grammars(),
                        usual.folders().prompts(),
                        usual.folders().data()),
                List.of(new HotlineNumber("88001", "pension"), new HotlineNumber("88002", "broken")),
                usual.limits());
        try (WholeServer server = WholeServer.start(on, configuration, 3)) {
            assertThat(server.belltower().problems())
                    .anyMatch(problem -> problem.matches(".*broken/menu\\.vxml:\\d+:\\d+.*"));
            try (Caller caller = Caller.dial(server, "88002")) {
                caller.hears("很抱歉");
                caller.hears("something went wrong");
                caller.isHungUpOn();
            }
            try (Caller caller = Caller.dial(server, "88001")) {
                caller.hears("热线");
            }
        }
    }

    @Test
    @OnlyOn(value = SwitchKind.EMBEDDED, because = "the port is that of the embedded switch")
    void takenPortIsNamedWithTheKeyThatChangesIt() throws IOException {
        Configuration usual = WholeServer.configuration(folder.resolve("data"));
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Configuration clash = new Configuration(
                    new EmbeddedSwitchConfig(
                            true, InetAddress.getLoopbackAddress(), taken.getLocalPort(), 20_000, 29_999, 0),
                    usual.eventSocket(),
                    usual.database(),
                    usual.speech(),
                    usual.folders(),
                    usual.hotlines(),
                    usual.limits());

            assertThatThrownBy(() -> Belltower.start(clash, InstantSource.system()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()))
                    .hasMessageContaining("pid " + ProcessHandle.current().pid())
                    .hasMessageContaining("sip-port");
        }
        // What had been started before the port was tried has been closed: the same folder can be used at once.
        try (Belltower again = Belltower.start(usual, InstantSource.system())) {
            assertThat(again.embeddedSwitch()).isPresent();
        }
    }

    @Test
    @OnlyOn(value = SwitchKind.EMBEDDED, because = "no call is made")
    void secondServerOnTheSameFolderIsRefused() {
        Configuration usual = WholeServer.configuration(folder.resolve("data"));
        try (Belltower first = Belltower.start(usual, InstantSource.system())) {
            assertThat(first.applications()).isNotEmpty();
            assertThatThrownBy(() -> Belltower.start(usual, InstantSource.system()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("another server");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
