package org.belltower.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.belltower.server.conversation.CallerAct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of cases as an operator may bring them. */
class ConformanceTest {
    private static final String HEAD = "<vxml version=\"2.0\" xmlns=\"http://www.w3.org/2001/vxml\""
            + " xmlns:conf=\"http://www.w3.org/2002/vxml-conformance\">";

    private final StringWriter out = new StringWriter();

    @TempDir
    Path folder;

    private void document(String name, String body) throws IOException {
        Files.createDirectories(folder.resolve("own"));
        Files.writeString(folder.resolve("own").resolve(name), HEAD + body + "</vxml>");
    }

    private boolean run(String... lines) throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("own").resolve("manifest.tsv"),
                "id\tstart\texpect\tfar end\tcaller\tassertion\n" + String.join("\n", lines) + "\n");
        return new Conformance(folder, new PrintWriter(out)).inMemory();
    }

    @Test
    void everyCaseHasALineAndTheLastLineCountsThem() throws IOException, InterruptedException {
        document("good.txml", "<form><block><conf:pass/></block></form>");
        document("bad.txml", "<form><block><conf:fail reason=\"it isn't so\"/></block></form>");
        document("broken.txml", "<form><bloc/></form>");

        assertThat(run(
                        "1\tgood.txml\tpass\t-\t-\t",
                        "2\tbad.txml\tpass\t-\t-\t",
                        "3\tbroken.txml\tpass\t-\t-\t",
                        "4\tgood.txml\tsings\t-\t-\t"))
                .isFalse();

        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("own/1 pass"),
                        line -> assertThat(line).isEqualTo("own/2 fail it isn't so"),
                        line -> assertThat(line).startsWith("own/3 error error.badfetch"),
                        line -> assertThat(line).startsWith("own/4 error the manifest says 'sings'"),
                        line -> assertThat(line).isEqualTo("1 passed, 3 failed, 0 skipped"));
    }

    @Test
    void callerSaysThePhraseAndTheGrammarGivesItsMeaning() throws IOException, InterruptedException {
        document(
                "speech.txml",
                "<form><field name=\"f\"><conf:grammar utterance=\"alpha\"><conf:key name=\"a\" value=\"1\"/></conf:grammar>"
                        + "<conf:nomatch/><conf:speech value=\"alpha\"/><nomatch><reprompt/></nomatch></field>"
                        + "<block><if cond=\"f.a == '1'\"><conf:pass/><else/><conf:fail expr=\"f\"/></if></block></form>");

        assertThat(run("1\tspeech.txml\tpass\t-\t-\t")).as("%s", out).isTrue();
    }

    @Test
    void callerHangsUpAndStaysSilentAsTold() throws IOException, InterruptedException {
        document(
                "silent.txml",
                "<form><field name=\"f\" type=\"digits\"><conf:noinput/><noinput><conf:pass/></noinput></field></form>");
        document(
                "gone.txml",
                "<catch event=\"connection.disconnect.hangup\"><conf:pass/></catch>"
                        + "<form><field name=\"f\" type=\"digits\"><conf:hangup/></field></form>");

        assertThat(run("1\tsilent.txml\tpass\t-\t-\t", "2\tgone.txml\tpass\t-\t-\t"))
                .as("%s", out)
                .isTrue();
    }

    @Test
    void inputsOfAGrammarAreCasesOfTheirOwn() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("own.gram"), """
                #ABNF 1.0;
                language en-US;
                root $main;
                meta "in.1" is "please stop";
                meta "out.1" is '$main[$<polite.gram#start>["please"],"stop"]';
                meta "in.2" is "stop please";
                meta "out.2" is '$main["stop","please"]';
                $main = [$<polite.gram#start>] stop;
                """);

        assertThat(new Conformance(folder, new PrintWriter(out)).inMemory()).isFalse();

        assertThat(out.toString()).contains("own.gram#1").contains("'stop please' does not match");
        assertThat(out.toString().lines().toList()).last().isEqualTo("1 passed, 1 failed, 0 skipped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789*#", "A"})
    void keysAreReadBackOutOfACue(String keys) {
        assertThat(Cue.read(Cue.of(new CallerAct.Keys(keys)))).contains(new CallerAct.Keys(keys));
    }
}
