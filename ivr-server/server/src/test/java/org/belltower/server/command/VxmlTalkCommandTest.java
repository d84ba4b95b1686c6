package org.belltower.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ivr vxml talk} with a person whose lines a test typed. */
class VxmlTalkCommandTest {
    private static final String DOCUMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xml:lang="en-US">
              <form>
                <field name="n" type="digits?length=2">
                  <prompt>two digits</prompt>
                  <noinput>I heard nothing.<reprompt/></noinput>
                </field>
                <field name="ask">
                  <grammar mode="voice" root="r" version="1.0" xml:lang="en-US"><rule id="r"><item>net value</item></rule></grammar>
                  <prompt>what</prompt>
                </field>
                <block>
                  <log label="heard"><value expr="n"/></log>
                  <prompt><value expr="ask"/> of <value expr="n"/></prompt>
                  ENDING
                </block>
              </form>
            </vxml>
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Path configuration = Path.of("");

    @BeforeEach
    void configure() throws IOException {
        configuration = Files.writeString(folder.resolve("ivr.yaml"), """
                folders:
                  grammars: %s
                  prompts: %s
                  data: %s
                """.formatted(
                        Files.createDirectory(folder.resolve("grammars")),
                        Files.createDirectory(folder.resolve("prompts")),
                        folder.resolve("data")));
    }

    private int talk(String ending, List<String> typed, String... options) throws IOException {
        Path document = Files.writeString(folder.resolve("talk.vxml"), DOCUMENT.replace("ENDING", ending));
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((String.join("\n", typed) + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            String[] arguments = Stream.of(
                            Stream.of("vxml", "talk", "--config", configuration.toString()),
                            Arrays.stream(options),
                            Stream.of(document.toString()))
                    .flatMap(part -> part)
                    .toArray(String[]::new);
            return IvrCommand.commandLine(new PrintWriter(out), new PrintWriter(err))
                    .execute(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private List<String> said() {
        return out.toString()
                .lines()
                .map(line -> line.replaceAll("you {6}", ""))
                .filter(line -> line.startsWith("hotline") || line.startsWith("("))
                .skip(1)
                .toList();
    }

    @Test
    void dialogIsHeldWithKeysWordsAndSilence() throws IOException {
        assertThat(talk("", List.of("", "4 2", "net value")))
                .as("%s%s", out, err)
                .isZero();
        assertThat(said())
                .containsExactly(
                        "hotline  two digits",
                        "(event noinput)",
                        "hotline  I heard nothing.",
                        "hotline  two digits",
                        "hotline  what",
                        "(log heard: 42)",
                        "hotline  net value of forty-two",
                        "(the dialog has ended)");
    }

    @Test
    void keysThatAreTakenNowAreShown() throws IOException {
        assertThat(talk("", List.of("/keys", "/help", "42", "/keys", "/hangup")))
                .isZero();
        assertThat(out.toString()).contains("0 1 2 3 4 5 6 7 8 9", "no keys", "type keys (0-9 * #) or words");
        assertThat(said()).last().isEqualTo("(you have hung up)");
    }

    @Test
    void endOfTheInputHangsUp() throws IOException {
        assertThat(talk("", List.of("42"))).isZero();
        assertThat(said()).last().isEqualTo("(you have hung up)");
    }

    @Test
    void dialogThatFailsIsAFailureWithItsEvent() throws IOException {
        assertThat(talk("<throw event=\"error.com.shop.closed\"/>", List.of("42", "net value")))
                .isEqualTo(1);
        assertThat(said()).last().asString().contains("the dialog failed: error.com.shop.closed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<assign name=\"nope\" expr=\"1\"/>",
                "<assign name=\"document.nope\" expr=\"1\"/>",
                "<value expr=\"nope\"/>",
                "<clear namelist=\"nope\"/>",
                "<exit namelist=\"nope\"/>",
                "<data name=\"no pe\" src=\"hotline:greet\"/>"
            })
    void undeclaredVariableIsToldWithItsPlace(String ending) throws IOException {
        assertThat(talk(ending, List.of("42", "net value"))).isEqualTo(1);
        assertThat(said()).last().asString().contains("error.semantic", "talk.vxml:15:", "pe");
    }

    @Test
    void servicesAnswerFromAFile() throws IOException {
        Path answers = Files.writeString(folder.resolve("answers.yaml"), "greet: {text: welcome}\n");
        String ending = "<data name=\"d\" src=\"hotline:greet\"/><prompt><value expr=\"d.text\"/></prompt>";
        assertThat(talk(ending, List.of("42", "net value"), "--answers", answers.toString()))
                .as("%s%s", out, err)
                .isZero();
        assertThat(said()).contains("hotline  welcome");
    }

    @Test
    void brokenDocumentIsOneLineWithItsPlace() throws IOException {
        assertThat(talk("<nonsense/>", List.of("42"))).isNotZero();
        assertThat(said()).last().asString().contains("error.badfetch", "talk.vxml:15:", "nonsense");
    }

    /** Under the list of hosts that the server has too: what is not on it is not reached. */
    @Test
    void hostsThatTheConfigurationAllowsAreReachedAndNoOthers() throws IOException {
        HttpServer quotes = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        quotes.createContext("/quote", exchange -> {
            byte[] answer = "{\"text\": \"one yuan\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        quotes.start();
        try {
            int port = quotes.getAddress().getPort();
            String ending = "<data name=\"d\" src=\"http://127.0.0.1:" + port + "/quote\"/>"
                    + "<prompt><value expr=\"d.text\"/></prompt>";
            assertThat(talk(ending, List.of("42", "net value"))).isEqualTo(1);
            assertThat(said()).last().asString().contains("error.noauthorization");

            Files.writeString(
                    configuration,
                    Files.readString(configuration) + "fetch:\n  allow:\n    - 127.0.0.1:" + port + "\n");
            assertThat(talk(ending, List.of("42", "net value")))
                    .as("%s%s", out, err)
                    .isZero();
            assertThat(said()).contains("hotline  one yuan");
        } finally {
            quotes.stop(0);
        }
    }

    /** Spec: VoiceXML 2.0 §5.2.5: what a caller hears of an event that the document does not handle. */
    @Test
    void promptsOfThePlatformAreTheCatalogues() throws IOException {
        Files.writeString(folder.resolve("prompts").resolve("common.yaml"), """
                languages: [en-US]
                prompts:
                  common.no-match: {en-US: No such choice.}
                  common.apology: {en-US: So sorry.}
                """);
        String ending = "<throw event=\"error.com.shop.closed\"/>";
        assertThat(talk(ending, List.of("**", "42", "blue", "net value"))).isEqualTo(1);
        assertThat(said())
                .containsSubsequence(
                        "hotline  No such choice.",
                        "hotline  two digits",
                        "hotline  No such choice.",
                        "hotline  what",
                        "hotline  So sorry.")
                .last()
                .asString()
                .contains("the dialog failed: error.com.shop.closed");
    }
}
