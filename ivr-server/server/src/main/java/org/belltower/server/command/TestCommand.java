package org.belltower.server.command;

import org.belltower.server.UserError;
import picocli.CommandLine.Command;

/** Stands in the list of commands; the launcher itself runs the tests, since they need the build and not the server. */
@Command(name = "test", description = "Run all tests, or those of the rooms named.")
final class TestCommand implements Runnable {
    @Override
    public void run() {
        throw new UserError("tests run from the launcher: ./ivr test");
    }
}
