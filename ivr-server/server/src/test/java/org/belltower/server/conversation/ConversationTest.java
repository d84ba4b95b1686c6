package org.belltower.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.belltower.server.UserError;
import org.belltower.server.conversation.Conversation.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of a written conversation: what it means, and what is said of a wrong one. */
class ConversationTest {
    @TempDir
    Path folder;

    private Conversation read(String text) throws IOException {
        return Conversation.read(Files.writeString(folder.resolve("talk.yaml"), text));
    }

    @Test
    void everyKindOfStepIsRead() throws IOException {
        Conversation conversation = read("""
                application: pension
                steps:
                  - hears: 您好
                  - begins: For English
                  - keys: 12*#
                  - says: 单位净值
                  - silence: 1500ms
                  - hangs up
                  - ends
                """);
        assertThat(conversation)
                .isEqualTo(new Conversation(
                        "pension",
                        List.of(
                                new Step.Hears("您好"),
                                new Step.Begins("For English"),
                                new Step.Keys("12*#"),
                                new Step.Says("单位净值"),
                                new Step.Silence(Duration.ofMillis(1500)),
                                new Step.HangsUp(),
                                new Step.Ends())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys: 12x",
                "keys: ''",
                "silence: soon",
                "silence: 0s",
                "hears: ''",
                "hears: [a, b]",
                "sings: la",
                "hangs",
                "{hears: a, keys: 1}",
                "7"
            })
    void wrongStepIsNamedByItsNumberWithWhatToWrite(String step) {
        assertThatThrownBy(() -> read("application: pension\nsteps:\n  - ends\n  - " + step + "\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("talk.yaml: step 2 is ")
                .hasMessageContaining("write one of hears: WORDS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "steps: [ends]", "application: pension", "application: pension\nsteps: []", "- a", "{"})
    void fileOfAnotherShapeIsRefusedInOneLine(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("talk.yaml")
                .message()
                .satisfies(message -> assertThat(message.lines()).hasSize(1));
    }

    @Test
    void fileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Conversation.read(folder.resolve("none.yaml")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("none.yaml");
    }

    @Test
    void brokenYamlIsNamedByItsPlace() {
        assertThatThrownBy(() -> read("application: pension\nsteps: [ends\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("talk.yaml:2:13 cannot be read: ");
    }
}
