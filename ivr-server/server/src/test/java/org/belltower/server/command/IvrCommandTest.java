package org.belltower.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person at the keyboard sees: help in one screen, one line for a mistake, the right exit code. */
class IvrCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int ivr(String... arguments) {
        return IvrCommand.commandLine(new PrintWriter(out), new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void helpNamesEveryCommandInOneScreen() {
        assertThat(ivr("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "run",
                        "demo",
                        "test",
                        "doctor",
                        "import",
                        "unlock",
                        "bench",
                        "vxml",
                        "grammar",
                        "conversation",
                        "conformance");
        assertThat(out.toString().lines()).hasSizeLessThan(25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "demo",
                "test",
                "doctor",
                "import",
                "unlock",
                "bench",
                "vxml",
                "vxml check",
                "vxml talk",
                "vxml graph",
                "grammar",
                "grammar test",
                "conversation",
                "conformance",
                "freeswitch",
                "freeswitch config",
                "freeswitch check"
            })
    void everyCommandHasHelpInOneScreen(String command) {
        assertThat(ivr((command + " --help").split(" ", -1))).isZero();
        assertThat(out.toString()).contains("Usage: ivr " + command);
        assertThat(out.toString().lines()).hasSizeLessThan(25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "run --fast",
                "demo --lang fr-FR",
                "import",
                "import a b",
                "unlock",
                "unlock 1 2",
                "vxml",
                "vxml check no-such-file",
                "grammar",
                "grammar test no-such-file 1",
                "conversation no-such-file",
                "import no-such-file",
                "import src",
                "vxml talk no-such-file",
                "conformance",
                "conformance no-such-folder",
                "freeswitch",
                "freeswitch config"
            })
    void wrongUseIsOneLineAndExitCode2(String line) {
        assertThat(ivr(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("ivr: ").contains("--help");
    }

    @Test
    void mistakeInTheConfigurationIsOneLineThatNamesThePlace(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("ivr.yaml"), "limits:\n  cals: 3\n");

        assertThat(ivr("run", "--config", file.toString())).isEqualTo(1);

        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("ivr.yaml:2:3", "cals", "calls", "drain");
    }

    @Test
    void configurationFileThatIsNotThereIsOneLine(@TempDir Path folder) {
        assertThat(ivr("doctor", "--config", folder.resolve("no.yaml").toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("there is no " + folder.resolve("no.yaml"));
    }
}
