package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.audio.Wav;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ivr demo} as a process: the transcript has the figure heard above its row, and the sound of the call is kept. */
@OnEachSwitch
class DemoProcessTest {
    private final SwitchKind on;

    DemoProcessTest(SwitchKind on) {
        this.on = on;
    }

    private static final Pattern ROW = Pattern.compile(
            "row +plan P-2001 +unit net value (\\d+\\.\\d+) +(\\d{4}-\\d{2}-\\d{2}) +source custodian file");

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"zh-CN, 单位净值, '，二零二六年'", "en-US, The unit net value is, 'twenty twenty-six'"})
    void figureHeardIsTheFigureOfTheRow(String language, String name, String year)
            throws IOException, InterruptedException {
        try (ServerProcess demo = ServerProcess.start(home, "demo", "--lang", language, "--switch", on.optionName())) {
            assertThat(demo.awaitExit(180)).as("%s", demo.lines()).isZero();

            List<String> lines = demo.lines();
            int row = indexOf(lines, ROW);
            assertThat(lines.get(row - 1)).matches(" *\\d+\\.\\d\\d +hears .*").contains(name, year);
            assertThat(lines).noneMatch(line -> line.contains("246810"));
            assertThat(lines).last().asString().startsWith("The figure heard is the figure in the row.");
        }
        try (InputStream wav = Files.newInputStream(home.resolve("var/demo/call.wav"))) {
            assertThat(Wav.read(wav).duration().toSeconds()).isGreaterThan(10);
        }
    }

    private static int indexOf(List<String> lines, Pattern pattern) {
        for (int i = 0; i < lines.size(); i++) {
            Matcher found = pattern.matcher(lines.get(i));
            if (found.find()) {
                return i;
            }
        }
        throw new AssertionError("no line like " + pattern + " in " + lines);
    }
}
