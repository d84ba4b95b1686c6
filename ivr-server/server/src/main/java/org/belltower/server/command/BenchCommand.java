package org.belltower.server.command;

import org.belltower.server.UserError;
import picocli.CommandLine.Command;

/** Stands in the list of commands; the launcher itself runs the benchmarks, since they are not part of the server. */
@Command(name = "bench", description = "Run a benchmark: ./ivr bench NAME; ./ivr bench list names them.")
final class BenchCommand implements Runnable {
    @Override
    public void run() {
        throw new UserError("benchmarks run from the launcher: ./ivr bench");
    }
}
