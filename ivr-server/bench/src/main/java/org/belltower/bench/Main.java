package org.belltower.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;

/** Where {@code ./ivr bench} arrives. */
public final class Main {
    private Main() {}

    /** Exit codes: 0 measured, 1 could not be measured, 2 wrong use. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var command = new BenchCommand(Benchmarks.all(), home(), InstantSource.system());
        System.exit(command.commandLine(out, err).execute(arguments));
    }

    /** The folder of the installation, which the launcher names; without it the folder that we are in. */
    static Path home() {
        return Path.of(System.getProperty("belltower.home", "")).toAbsolutePath();
    }
}
