package org.belltower.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.belltower.server.command.IvrCommand;
import org.slf4j.LoggerFactory;

/** Where {@code ./ivr} arrives. */
public final class Main {
    private Main() {}

    /** Exit codes: 0 done, 1 failed, 2 wrong use. */
    public static void main(String[] arguments) {
        // Threads of libraries among them, such as one that ends while its library still starts: for the log, not for
        // the terminal.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
                LoggerFactory.getLogger(Main.class).error("thread {} failed", thread.getName(), failure));
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exitCode = IvrCommand.commandLine(out, err).execute(arguments);
        System.exit(exitCode);
    }
}
