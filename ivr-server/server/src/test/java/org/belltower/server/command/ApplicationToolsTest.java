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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    private static final String MANIFEST = "name: app\ntitle: {en-US: App}\nstart: start.vxml\nlanguages: [en-US]\n";

    private Path application(String manifest) throws IOException {
        Path application = Files.createDirectories(folder.resolve("app"));
        Files.writeString(application.resolve("start.vxml"), HEAD + "<form><block>Hello<exit/></block></form></vxml>");
        Files.writeString(application.resolve("manifest.yaml"), manifest);
        return application;
    }

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
        Path application = application(MANIFEST);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: app\\ntitle: {en-US: App}\\nstart: gone.vxml\\nlanguages: [en-US]|3:1|'start' names gone.vxml|name a document",
                "name: app\\ntitle: {en-US: App}\\nstart: start.vxml\\nlanguages: [en-US]\\ncolour: red|5:1|unknown key 'colour'|leave it out",
                "name: app\\ntitle: {en-US: App}\\nstart: start.vxml|1:1|the key 'languages' is missing|add it",
                "name: other\\ntitle: {en-US: App}\\nstart: start.vxml\\nlanguages: [en-US]|1:1|must be the folder's, 'app'|name: app",
                "name: app\\ntitle: {en-US: App}\\nstart: start.vxml\\nlanguages: [en_US]|4:1|'en_US', which is no language tag|zh-CN",
                "name: [app|1:|app|write the keys name"
            })
    void whatIsWrongInTheManifestIsALineToo(String manifest, String place, String what, String instead)
            throws IOException {
        Path application = application(manifest.replace("\\n", "\n"));

        assertThat(ivr("vxml", "check", application.toString()))
                .as("%s%s", out, err)
                .isEqualTo(1);

        assertThat(out.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith(application.resolve("manifest.yaml") + ":" + place)
                        .contains("  error  ", what, "docs/tools.md", instead));
    }

    @Test
    void soundApplicationHasNothingWrong() throws IOException {
        assertThat(ivr("vxml", "check", application(MANIFEST).toString()))
                .as("%s%s", out, err)
                .isZero();
    }

    @Test
    void folderWithoutAManifestIsNoApplication() throws IOException {
        Path application = application(MANIFEST);
        Files.delete(application.resolve("manifest.yaml"));

        assertThat(ivr("vxml", "check", application.toString())).isEqualTo(1);

        assertThat(out.toString()).startsWith(application.resolve("manifest.yaml") + ":1:1  error  ");
        assertThat(out.toString()).contains("the folder has no manifest.yaml", "write the keys name");
    }

    @Test
    void folderWithoutDocumentsSaysSoAndNamesTheApplicationsInIt() throws IOException {
        application(MANIFEST);

        assertThat(ivr("vxml", "check", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no .vxml file in " + folder, "applications in it: app");

        err.getBuffer().setLength(0);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(ivr("vxml", "check", empty.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no .vxml file in " + empty, "name an application's folder or a document");

        err.getBuffer().setLength(0);
        Files.writeString(empty.resolve("manifest.yaml"), MANIFEST);
        assertThat(ivr("vxml", "check", empty.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no .vxml file under " + empty, "write its first document there");
    }

    @Test
    void recordingsGrammarsAndReadoutsThatAreMissingAreFound() throws IOException {
        Path application = application(MANIFEST);
        Files.writeString(application.resolve("there.wav"), "RIFF");
        Files.writeString(folder.resolve("outside.wav"), "RIFF");
        Files.writeString(application.resolve("start.vxml"), HEAD + """
                <catch event="noinput nomatch"><exit/></catch>
                <form><field name="n"><grammar src="gone.grxml"/>
                <prompt><audio src="there.wav"/>
                <audio src="gone.wav"/>
                <audio src="gone.wav">Ding</audio>
                <audio src="../outside.wav"/>
                <say-as interpret-as="cash">5</say-as></prompt>
                <filled><exit/></filled></field></form></vxml>
                """);

        assertThat(ivr("vxml", "check", application.toString())).isEqualTo(1);

        String document = application.resolve("start.vxml").toString();
        assertThat(out.toString().lines())
                .hasSize(5)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(document + ":3:")
                                .contains("  error  ", "gone.grxml cannot be used: the grammar cannot be had")
                                .doesNotContain("1:1: "),
                        line -> assertThat(line)
                                .startsWith(document + ":5:")
                                .contains("  error  ", "gone.wav cannot be had"),
                        line -> assertThat(line).startsWith(document + ":6:").contains("  warning  ", "is spoken"),
                        line -> assertThat(line)
                                .startsWith(document + ":7:")
                                .contains("  error  ", "outside of the application"),
                        line -> assertThat(line).startsWith(document + ":8:").contains("  error  ", "cash", "money"));
    }

    @Test
    void graphMarksWhatIsMissingOrUnreadableAndNamesItOnStandardError() throws IOException {
        Path application = application(MANIFEST);
        Files.writeString(application.resolve("start.vxml"), HEAD + """
                <form id="f"><block name="b"><goto next="broken.vxml"/>
                <goto next="gone.vxml"/></block></form></vxml>
                """);
        Files.writeString(application.resolve("broken.vxml"), "<vxml>");

        assertThat(ivr("vxml", "graph", "--format", "json", application.toString()))
                .isEqualTo(1);

        assertThat(err.toString().lines())
                .hasSize(2)
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("broken.vxml:1:", "not well-formed"),
                        line -> assertThat(line)
                                .contains("start.vxml:3:1: <goto> leads to \"gone.vxml\", which is not there"));
        JsonNode graph = JsonMapper.shared().readTree(out.toString());
        assertThat(graph.path("nodes").values())
                .anySatisfy(node -> {
                    assertThat(node.path("id").asString()).isEqualTo("broken.vxml");
                    assertThat(node.path("kind").asString()).isEqualTo("unreadable");
                })
                .anySatisfy(node -> {
                    assertThat(node.path("id").asString()).isEqualTo("missing:gone.vxml");
                    assertThat(node.path("kind").asString()).isEqualTo("missing");
                });
        assertThat(graph.path("edges")).hasSize(2);
        assertThat(graph.path("unresolved")).hasSize(1);
    }

    @Test
    void emptyInputIsMatchedAndExplained() throws IOException {
        String head = "#ABNF 1.0 UTF-8;\nmode dtmf;\nroot $a;\n";
        Path open = Files.writeString(folder.resolve("open.gram"), head + "$a = [1] [2];\n");
        assertThat(ivr("grammar", "test", open.toString(), "", "--keys")).isZero();
        assertThat(out.toString().lines())
                .first()
                .asString()
                .isEqualTo("matches  the empty input, which a caller never gives: silence is noinput");
        assertThat(out.toString().lines()).last().isEqualTo("follow   1  2");

        out.getBuffer().setLength(0);
        Path one = Files.writeString(folder.resolve("one.gram"), head + "$a = 1;\n");
        assertThat(ivr("grammar", "test", one.toString(), "", "--keys")).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly("does not match: the input is empty; what may come first follows", "follow   1");
    }

    @Test
    void grammarWithoutAHeaderOrAnEndIsToldWhatToWrite() throws IOException {
        Path bare = Files.writeString(folder.resolve("bare.gram"), "$a = yes | no;\n");
        assertThat(ivr("grammar", "test", bare.toString(), "yes")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith(bare + ":1:1: ")
                .contains("“#ABNF 1.0 UTF-8;”", "SRGS 1.0 §4.1")
                .doesNotContain("not well-formed");

        out.getBuffer().setLength(0);
        Path endless = Files.writeString(
                folder.resolve("endless.gram"), "#ABNF 1.0 UTF-8;\nmode dtmf;\nroot $b;\n$b = $c 2;\n$c = [3] $b;\n");
        assertThat(ivr("grammar", "test", endless.toString(), "2", "--keys")).isEqualTo(1);
        assertThat(out.toString()).startsWith(endless + ":4:1: ").contains("“b”", "“c”");
    }
}
