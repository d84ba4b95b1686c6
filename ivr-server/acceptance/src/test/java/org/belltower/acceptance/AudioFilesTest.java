package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.Folders;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.demo.SwitchKind;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sounds that are no prompts of the catalogue: a file beside the document, and what the caller has said. */
@OnEachSwitch
class AudioFilesTest {
    private final SwitchKind on;

    AudioFilesTest(SwitchKind on) {
        this.on = on;
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void fileBesideTheDocumentAndTheCallersOwnWordsAreHeard() throws IOException, InterruptedException {
        Path said = Noise.write(folder.resolve("said.wav"), 1);
        Path apps = folder.resolve("voice-apps");
        Path welcome =
                Noise.write(Files.createDirectories(apps.resolve("mailbox")).resolve("welcome.wav"), 2);
        application(apps.resolve("mailbox"), """
                <record name="message" maxtime="120s" finalsilence="60s" dtmfterm="true">
                  <prompt><audio src="welcome.wav"/></prompt>
                  <filled><prompt><audio expr="message"/>好了。</prompt></filled>
                </record>
                """);
        application(Files.createDirectories(apps.resolve("nosy")), """
                <block><prompt><audio src="../mailbox/welcome.wav">没有。</audio></prompt></block>
                """);
        Path data = folder.resolve("data");
        Path recordings = data.resolve("recordings");
        try (WholeServer server = WholeServer.start(on, configuration(apps, data), 3)) {
            assertThat(server.belltower().problems()).isEmpty();
            try (Caller caller = Caller.dial(server, "88001")) {
                caller.knows(welcome, "welcome");
                caller.knows(said, "said");
                caller.hears("welcome");
                Await.until(
                        "the switch records", PATIENCE, () -> !files(recordings).isEmpty());
                caller.call.play(said);
                caller.presses("#");
                caller.hears("said");
                caller.hears("好了");
                caller.isHungUpOn();
            }
            assertThat(server.awaitEndedCall("caller").end().orElseThrow().reason())
                    .isEqualTo(EndReason.COMPLETED);
            Await.until(
                    "no recording outlives its call",
                    PATIENCE,
                    () -> files(recordings).isEmpty());
            assertThat(files(data.resolve("takes"))).hasSize(1);
            try (Caller caller = Caller.dial(server, "88002")) {
                caller.hears("没有");
                caller.isHungUpOn();
            }
        }
    }

    private static Configuration configuration(Path apps, Path data) {
        Configuration usual = WholeServer.configuration(data);
        return new Configuration(
                usual.embeddedSwitch(),
                usual.eventSocket(),
                usual.database(),
                usual.speech(),
                new Folders(apps, usual.folders().grammars(), usual.folders().prompts(), data),
                List.of(new HotlineNumber("88001", "mailbox"), new HotlineNumber("88002", "nosy")),
                usual.limits());
    }

    private static void application(Path app, String item) throws IOException {
        Files.writeString(app.resolve("manifest.yaml"), """
                name: %s
                title: {zh-CN: 试验}
                start: start.vxml
                languages: [zh-CN]
                """.formatted(app.getFileName()));
        Files.writeString(app.resolve("start.vxml"), """
                <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xml:lang="zh-CN"><form>
                %s</form></vxml>
                """.formatted(item));
    }

    /** A second that is like no other, with the silence around it that a clip keeps. */
    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
