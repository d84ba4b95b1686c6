package org.belltower.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.belltower.server.WordsOfAModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code vxml check}, {@code vxml graph} and {@code grammar test} as an author uses them. */
class ApplicationToolsTest {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final String HEAD =
            "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\" xml:lang=\"en-US\">\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int ivr(String... arguments) throws IOException {
        Path configuration = Files.writeString(folder.resolve("ivr.yaml"), """
                folders:
                  voice-apps: %s
                  grammars: %s
                  prompts: %s
                  data: %s
                """.formatted(
                HOME.resolve("voice-apps"), HOME.resolve("grammars"), HOME.resolve("prompts"), folder.resolve("data")));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", configuration.toString()));
        return IvrCommand.commandLine(new PrintWriter(out), new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void pensionApplicationIsClean() throws IOException {
        assertThat(ivr("vxml", "check", HOME.resolve("voice-apps/pension").toString()))
                .as("%s%s", out, err)
                .isZero();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void promptsOfADrawingAreOfTheLanguageAskedFor() throws IOException {
        String application = HOME.resolve("voice-apps/pension").toString();

        assertThat(ivr("vxml", "graph", application, "--format", "json", "--lang", "en-US"))
                .as("%s", err)
                .isZero();

        assertThat(out.toString()).contains("Please enter your account number");
    }

    @Test
    void documentInAFolderThatIsNoApplicationIsCheckedByItself() throws IOException {
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("elsewhere/other.vxml"), "no XML");
        Path document = Files.writeString(
                folder.resolve("one.vxml"), HEAD + "<form id=\"f\">\n<block>Hello<exit/></block></form></vxml>");

        assertThat(ivr("vxml", "check", document.toString()))
                .as("%s%s", out, err)
                .isZero();
    }

    @Test
    void whatIsWrongIsALineWithPlaceRuleAndRemedy() throws IOException {
        Path application = Files.createDirectories(folder.resolve("app"));
        Files.writeString(
                application.resolve("start.vxml"),
                HEAD + "<form id=\"f\">\n<block>\n<goto next=\"#nowhere\"/></block></form></vxml>");

        assertThat(ivr("vxml", "check", application.toString())).isEqualTo(1);

        assertThat(out.toString().lines()).hasSize(1);
        assertThat(out.toString())
                .startsWith(application.resolve("start.vxml") + ":4:1  error  ")
                .contains("#nowhere", "VoiceXML 2.0 §5.3.7", "name a form or menu");
    }

    @Test
    void problemsAsJsonHaveTheSamePlaces() throws IOException {
        Path document = Files.writeString(
                folder.resolve("one.vxml"), HEAD + "<form id=\"f\">\n<block>Hello</block></form></vxml>");

        assertThat(ivr("vxml", "check", "--json", document.toString())).isEqualTo(1);

        JsonNode problems = JsonMapper.shared().readTree(out.toString());
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).path("line").asInt()).isEqualTo(2);
        assertThat(problems.get(0).path("severity").asString()).isEqualTo("warning");
        assertThat(problems.get(0).path("what").asString()).contains("dead end");
    }

    @Test
    void graphAsJsonHasTheWaysOfTheApplication() throws IOException {
        assertThat(ivr(
                        "vxml",
                        "graph",
                        "--format",
                        "json",
                        HOME.resolve("voice-apps/pension").toString()))
                .isZero();

        JsonNode graph = JsonMapper.shared().readTree(out.toString());
        assertThat(graph.path("unresolved")).isEmpty();
        assertThat(graph.path("edges").values())
                .anySatisfy(edge -> {
                    assertThat(edge.path("from").asString()).isEqualTo("welcome.vxml#welcome/choice");
                    assertThat(edge.path("to").asString()).isEqualTo("login.vxml#login");
                    assertThat(edge.path("kind").asString()).isEqualTo("goto");
                })
                .anySatisfy(edge -> {
                    assertThat(edge.path("from").asString()).isEqualTo("unavailable.vxml#unavailable/choice");
                    assertThat(edge.path("to").asString()).isEqualTo("figure.vxml#figure");
                    assertThat(edge.path("computed").asBoolean()).isTrue();
                });
    }

    @Test
    void graphIsDrawnWithTheWordsOfThePrompts() throws IOException {
        Path file = folder.resolve("pension.svg");

        assertThat(ivr(
                        "vxml",
                        "graph",
                        "-o",
                        file.toString(),
                        HOME.resolve("voice-apps/pension").toString()))
                .isZero();

        assertThat(Files.readString(file))
                .contains("form login", "请输入您的账号", "marker-end=\"url(#goto)\"", "stroke-dasharray");
    }

    @Test
    void grammarSaysWhatItAcceptsWhatThatMeansAndWhatMayFollow() throws IOException {
        Path abnf = Files.writeString(folder.resolve("city.gram"), """
                #ABNF 1.0 UTF-8;
                language en-US;
                mode voice;
                tag-format <semantics/1.0>;
                root $go;
                public $go = to (london {out.city = 'LON'} | new york {out.city = 'NYC'});
                """);

        assertThat(ivr("grammar", "test", abnf.toString(), "to new york")).isZero();
        assertThat(out.toString().lines())
                .containsExactly("matches", "means    {\"city\":\"NYC\"}", "follow   nothing");

        out.getBuffer().setLength(0);
        assertThat(ivr("grammar", "test", abnf.toString(), "to new york", "--xml"))
                .isZero();
        assertThat(out.toString().lines())
                .containsExactly("matches", "means    <result><city>NYC</city></result>", "follow   nothing");

        out.getBuffer().setLength(0);
        assertThat(ivr("grammar", "test", abnf.toString(), "to")).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly("does not match yet: it is the beginning of a match", "follow   london  new");

        out.getBuffer().setLength(0);
        assertThat(ivr("grammar", "test", abnf.toString(), "paris")).isEqualTo(1);
        assertThat(out.toString().lines()).containsExactly("does not match", "follow   nothing");
    }

    @Test
    void wordsThatTheRecogniserDoesNotKnowAreNamed() throws IOException {
        WordsOfAModel.in(folder.resolve("data/models"), "balance", "operator");
        Path abnf = Files.writeString(folder.resolve("ask.gram"), """
                #ABNF 1.0 UTF-8;
                language en-US;
                mode voice;
                root $ask;
                public $ask = balanse | operator | xylograph;
                """);
        Path document = Files.writeString(folder.resolve("one.vxml"), HEAD + """
                <form id="f"><field name="what">
                <grammar src="ask.gram"/>
                <prompt>What?</prompt><filled><exit/></filled></field></form></vxml>
                """);

        assertThat(ivr("grammar", "test", abnf.toString(), "operator")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "matches",
                        "means    \"operator\"",
                        "follow   nothing",
                        "unheard  balanse (near: balance); xylograph");

        out.getBuffer().setLength(0);
        assertThat(ivr("vxml", "check", document.toString())).isEqualTo(1);
        assertThat(out.toString().lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(document + ":3:1  warning  ")
                        .contains("balanse (near: balance); xylograph"));
    }

    @Test
    void whereTheModelIsUnreadableAllElseIsSaidAllTheSame() throws IOException {
        WordsOfAModel.in(folder.resolve("data/models"), "operator");
        try (var files = Files.walk(folder.resolve("data/models"))) {
            for (Path file : files.filter(one -> one.endsWith("graph/Gr.fst") || one.endsWith("graph/words.txt"))
                    .toList()) {
                Files.delete(file);
            }
        }
        Path abnf = Files.writeString(folder.resolve("ask.gram"), """
                #ABNF 1.0 UTF-8;
                language en-US;
                mode voice;
                root $ask;
                public $ask = operator;
                """);
        Path document = Files.writeString(folder.resolve("one.vxml"), HEAD + """
                <form id="f"><field name="what"><grammar src="ask.gram"/>
                <prompt>What?</prompt><filled><goto next="#nowhere"/></filled></field></form></vxml>
                """);

        assertThat(ivr("grammar", "test", abnf.toString(), "operator")).isZero();
        assertThat(out.toString().lines()).containsExactly("matches", "means    \"operator\"", "follow   nothing");
        assertThat(err.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("data/models", "./ivr models verify"));

        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        assertThat(ivr("vxml", "check", document.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("nowhere");
        assertThat(err.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("data/models", "./ivr models verify"));
    }

    @Test
    void keysAreTestedAgainstAGrammarOfKeysOnly() throws IOException {
        String menu = HOME.resolve("grammars/pension/menu.grxml").toString();

        assertThat(ivr("grammar", "test", menu, "4", "--keys")).isZero();
        assertThat(out.toString().lines()).containsExactly("matches", "means    \"lastThree\"", "follow   nothing");
        assertThat(ivr("grammar", "test", menu, "4")).isEqualTo(2);
        assertThat(err.toString()).contains("add --keys");
    }

    @Test
    void brokenGrammarIsToldWithItsPlace() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.gram"), """
                #ABNF 1.0 UTF-8;
                language en-US;
                root $a;
                $a = $b;
                """);

        assertThat(ivr("grammar", "test", broken.toString(), "x")).isEqualTo(1);
        assertThat(out.toString()).startsWith(broken + ":4:");
    }
}
