package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.Folders;
import org.belltower.server.conversation.CannedAnswers;
import org.belltower.server.conversation.Conversation;
import org.belltower.server.conversation.ConversationOutcome;
import org.belltower.server.conversation.ConversationRun;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A written conversation in which the caller speaks is the same in memory and over a real call. */
@OnEachSwitch
class SpokenConversationTest {
    /** Waits for long, since a busy machine may be slow to see that somebody speaks. */
    private static final String DOCUMENT = """
            <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xml:lang="en-US">
              <property name="timeout" value="20s"/>
              <form>
                <field name="account" type="digits?length=5">
                  <prompt>Please say your account number.</prompt>
                  <nomatch>I did not understand. <reprompt/></nomatch>
                </field>
                <field name="sure" type="boolean">
                  <prompt>You gave <value expr="account.split('').join(' ')"/>. Is that right?</prompt>
                </field>
                <block>
                  <prompt cond="!sure">Then not.</prompt>
                  <prompt cond="account$.inputmode == 'voice'">You spoke the number.</prompt>
                  <prompt cond="sure$.inputmode == 'dtmf'">You keyed the answer.</prompt>
                </block>
              </form>
            </vxml>
            """;

    private static final String CONVERSATION = """
            application: spoken
            steps:
              - hears: Please say your account number
              - says: four zero seven one two
              - hears: four zero seven one two
              - keys: "2"
              - hears: Then not
              - hears: You spoke the number
              - hears: You keyed the answer
              - ends
            """;

    private final SwitchKind on;
    private final StringWriter out = new StringWriter();

    @TempDir
    Path folder;

    SpokenConversationTest(SwitchKind on) {
        this.on = on;
    }

    @BeforeEach
    void writeApplication() throws IOException {
        Path application = Files.createDirectories(folder.resolve("voice-apps/spoken"));
        Files.writeString(application.resolve("manifest.yaml"), """
                name: spoken
                title: {en-US: Spoken}
                start: start.vxml
                languages: [en-US]
                """);
        Files.writeString(application.resolve("start.vxml"), DOCUMENT);
    }

    private ConversationRun run(String conversation) throws IOException {
        Configuration usual = WholeServer.configuration(folder.resolve("data"));
        Folders folders = usual.folders();
        return new ConversationRun(
                Conversation.read(Files.writeString(folder.resolve("spoken.yaml"), conversation)),
                usual.with(new Folders(
                        folder.resolve("voice-apps"), folders.grammars(), folders.prompts(), folders.data())),
                new PrintWriter(out));
    }

    @Test
    @OnlyOn(value = SwitchKind.EMBEDDED, because = "no switch takes part, and once is enough")
    void goesAsWrittenInMemory() throws IOException {
        assertThat(run(CONVERSATION).inMemory(CannedAnswers.none()))
                .as("%s", out)
                .isEqualTo(new ConversationOutcome.Held());
    }

    @Test
    void goesAsWrittenOverACall() throws IOException, InterruptedException {
        assertThat(run(CONVERSATION).overCall(on, WholeServer.home()))
                .as("%s", out)
                .isEqualTo(new ConversationOutcome.Held());
        assertThat(out.toString()).contains("says   •••").doesNotContain("says   four");
    }

    @Test
    void otherWordsBreakItAtTheSameStepBothWays() throws IOException, InterruptedException {
        String other = CONVERSATION.replace("says: four zero seven one two", "says: nine nine nine nine nine");

        assertThat(run(other).inMemory(CannedAnswers.none()))
                .isInstanceOfSatisfying(
                        ConversationOutcome.Broken.class,
                        broken -> assertThat(broken.step()).isEqualTo(3));
        assertThat(run(other).overCall(on, WholeServer.home()))
                .isInstanceOfSatisfying(
                        ConversationOutcome.Broken.class,
                        broken -> assertThat(broken.step()).isEqualTo(3));
    }

    @Test
    void languageThatNoModelUnderstandsIsTold() throws IOException, InterruptedException {
        String chinese = CONVERSATION.replace("says: four zero seven one two", "says: 四零七一二");

        assertThat(run(chinese).overCall(on, WholeServer.home()))
                .isInstanceOfSatisfying(
                        ConversationOutcome.Skipped.class,
                        skipped -> assertThat(skipped.reason()).contains("no model understands zh-CN"));
    }
}
