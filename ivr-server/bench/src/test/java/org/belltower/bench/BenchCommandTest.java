package org.belltower.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Option;

class BenchCommandTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T01:00:00Z"));

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Measures nothing, and says how it was asked. */
    private static final class Pretended implements Benchmark {
        @Option(names = "--value", defaultValue = "1.5")
        private double value;

        @Override
        public String name() {
            return "pretended";
        }

        @Override
        public String purpose() {
            return "nothing, \"quoted\", with a comma";
        }

        @Override
        public List<Figure> measure(Workbench bench) {
            if (value < 0) {
                throw new BenchException("it cannot be below 0; choose another");
            }
            return List.of(new Figure("once, twice", "value", value, "apples", 7));
        }
    }

    private int execute(List<Benchmark> benchmarks, String... arguments) {
        return new BenchCommand(benchmarks, home, CLOCK)
                .commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void namesAreUniqueAndMakeFileNames() {
        List<String> names = Benchmarks.all().stream().map(Benchmark::name).toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9-]*"));
        assertThat(names).doesNotContain("list");
    }

    @Test
    void listNamesEveryBenchmark() {
        assertThat(execute(Benchmarks.all(), "list")).isZero();
        assertThat(out.toString()).contains("call", "media-clock", "event-socket", "dialog", "grammar");
    }

    @Test
    void withoutANameTheyAreListed() {
        assertThat(execute(Benchmarks.all())).isZero();
        assertThat(out.toString()).contains("media-clock");
    }

    @Test
    void unknownNameIsWrongUseAndListsThem() {
        assertThat(execute(Benchmarks.all(), "cal")).isEqualTo(2);
        assertThat(err.toString()).contains("cal", "call", "media-clock");
        assertThat(home.resolve("var")).doesNotExist();
    }

    @Test
    void unknownOptionIsWrongUse() {
        assertThat(execute(List.of(new Pretended()), "pretended", "--speed", "3"))
                .isEqualTo(2);
    }

    @Test
    void figuresArePrintedAndWrittenWithTheirConditions() throws IOException {
        assertThat(execute(List.of(new Pretended()), "pretended", "--value", "2.25"))
                .isZero();
        assertThat(out.toString()).contains("once, twice", "2.250 apples", "(n=7)", "2026-11-20T01:00:00Z");
        List<String> lines = Files.readAllLines(home.resolve("var/bench/pretended.csv"));
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "benchmark,situation,measure,value,unit,count,date,jdk,system,processor,cores,load,load after");
        assertThat(lines.getLast()).startsWith("pretended,\"once, twice\",value,2.250,apples,7,2026-11-20T01:00:00Z,");
    }

    @Test
    void whatCannotBeMeasuredIsSaidInOneLineAndWritesNothing() {
        assertThat(execute(List.of(new Pretended()), "pretended", "--value", "-1"))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("ivr: it cannot be below 0; choose another");
        assertThat(home.resolve("var/bench/pretended.csv")).doesNotExist();
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThatThrownBy(() -> execute(List.of(new Pretended(), new Pretended()), "list"))
                .hasMessageContaining("pretended");
    }
}
