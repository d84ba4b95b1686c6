package org.belltower.server.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.belltower.server.conformance.Conformance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ivr conformance}: runs a folder of cases. Confined to the main thread. */
@Command(
        name = "conformance",
        description = {
            "Run every case of a folder of W3C test documents, or of your own in the same layout, and close with"
                    + " 'N passed, M failed, K skipped'.",
            "Exit code 0 only if none failed. docs/tools.md describes the layout."
        })
final class ConformanceCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER",
            description = "Holds manifest.tsv or grammars with in.N and out.N, itself or in its subfolders.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    @Option(
            names = "--over-call",
            description = "Over real calls (SIP, RTP, keys, synthesised speech) on free ports instead of in memory.")
    private boolean overCall;

    private ConformanceCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Conformance conformance = new Conformance(
                NamedPath.existing(spec, folder), spec.commandLine().getOut());
        boolean clean = overCall
                ? conformance.overCalls(
                        ConfigurationOption.home().resolve("var").resolve("conformance"))
                : conformance.inMemory();
        return clean ? 0 : 1;
    }
}
