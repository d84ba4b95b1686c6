package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.server.config.Configuration;
import org.belltower.server.conversation.Conversation;
import org.belltower.server.conversation.ConversationOutcome;
import org.belltower.server.conversation.ConversationRun;
import org.belltower.server.conversation.DemoHotline;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every conversation that lies beside an application, in memory and over a real call. */
@OnEachSwitch
class WrittenConversationTest {
    private final SwitchKind on;

    WrittenConversationTest(SwitchKind on) {
        this.on = on;
    }

    @TempDir
    Path data;

    private final StringWriter out = new StringWriter();

    static List<Path> conversations() {
        try (Stream<Path> files = Files.walk(WholeServer.home().resolve("voice-apps"))) {
            List<Path> found = files.filter(file -> file.resolveSibling("").endsWith("conversations"))
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConversationRun run(Path file) {
        Configuration configuration = WholeServer.configuration(data);
        return new ConversationRun(Conversation.read(file), configuration, new PrintWriter(out));
    }

    @ParameterizedTest
    @MethodSource("conversations")
    @OnlyOn(value = SwitchKind.EMBEDDED, because = "no switch takes part, and once is enough")
    void goesAsWrittenInMemory(Path file) {
        try (DemoHotline hotline = DemoHotline.open(data)) {
            assertThat(run(file).inMemory(hotline)).as("%s", out).isEqualTo(new ConversationOutcome.Held());
        }
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void goesAsWrittenOverACall(Path file) throws InterruptedException {
        assertThat(run(file).overCall(on, WholeServer.home())).as("%s", out).isEqualTo(new ConversationOutcome.Held());
    }
}
