package org.belltower.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ivr bench NAME}: a subcommand for each benchmark, and {@code list}. Confined to the main thread. */
final class BenchCommand {
    private static final String LIST = "list";

    private final List<Benchmark> benchmarks;
    private final Path home;
    private final InstantSource clock;

    /**
     * Over these benchmarks.
     *
     * @param home the folder of the installation
     * @param clock says when a run was
     */
    BenchCommand(List<Benchmark> benchmarks, Path home, InstantSource clock) {
        this.benchmarks = List.copyOf(benchmarks);
        this.home = home;
        this.clock = clock;
    }

    /** Ready to execute; it prints to the given writers. Two benchmarks of one name are refused. */
    CommandLine commandLine(PrintWriter out, PrintWriter err) {
        var bench = new CommandLine(
                spec(new Object(), "ivr bench", "Measure, print a table and write var/bench/NAME.csv."));
        bench.addSubcommand(LIST, spec(new Object(), LIST, "List the benchmarks."));
        for (Benchmark benchmark : benchmarks) {
            bench.addSubcommand(benchmark.name(), spec(benchmark, benchmark.name(), benchmark.purpose()));
        }
        return bench.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setExecutionStrategy(parsed -> execute(parsed, out, err))
                .setParameterExceptionHandler((mistake, _) -> {
                    err.println("ivr: " + mistake.getMessage() + "; these are the benchmarks:");
                    list(err);
                    return mistake.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
                });
    }

    private static CommandSpec spec(Object options, String name, String description) {
        CommandSpec spec =
                CommandSpec.forAnnotatedObjectLenient(options).name(name).mixinStandardHelpOptions(true);
        spec.usageMessage().description(description);
        return spec;
    }

    private int execute(ParseResult parsed, PrintWriter out, PrintWriter err) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        ParseResult last = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        if (!(last.commandSpec().userObject() instanceof Benchmark benchmark)) {
            list(out);
            return CommandLine.ExitCode.OK;
        }
        try {
            measure(benchmark, out);
            return CommandLine.ExitCode.OK;
        } catch (BenchException e) {
            err.println("ivr: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("ivr: interrupted; nothing was written");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private void measure(Benchmark benchmark, PrintWriter out) throws InterruptedException {
        var workbench = new Workbench(home, out);
        out.println(benchmark.name() + ": " + benchmark.purpose());
        SequencedMap<String, String> conditions = Conditions.now(clock);
        List<Figure> figures = benchmark.measure(workbench);
        conditions.put("load after", Conditions.now(clock).getOrDefault("load", ""));
        if (benchmark.isWide()) {
            ResultTable.printWide(out, conditions, figures);
        } else {
            ResultTable.print(out, conditions, figures);
        }
        Path file = workbench.folder().resolve(benchmark.name() + ".csv");
        ResultFile.write(file, benchmark.name(), conditions, figures);
        out.println("  written to " + home.relativize(file));
        out.flush();
    }

    private void list(PrintWriter to) {
        for (Benchmark benchmark : benchmarks) {
            to.printf("  %-13s %s%n", benchmark.name(), benchmark.purpose());
        }
        to.flush();
    }
}
