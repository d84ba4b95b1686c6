package org.belltower.server.command;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.belltower.hotline.PinHasher;
import org.belltower.hotline.imports.ImportReport;
import org.belltower.hotline.imports.Importer;
import org.belltower.server.OperatorDatabase;
import org.belltower.store.Database;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ivr import}: customers, plans, holdings or net values from a CSV file. Confined to the main thread. */
@Command(
        name = "import",
        description = {
            "Bring customers, plans, holdings or net values from a CSV file into the database.",
            "All of the file or nothing; what is wrong is listed by line and column. The first line names the columns;"
                    + " docs/data-import.md has them."
        })
final class ImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Parameters(paramLabel = "FILE", description = "CSV in UTF-8, with or without a byte order mark.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    private ImportCommand() {}

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        Path given = NamedPath.file(spec, file);
        try (Database database = OperatorDatabase.open(configuration.load())) {
            ImportReport report = new Importer(database, PinHasher.DEFAULT, InstantSource.system()).importFile(given);
            return switch (report) {
                case ImportReport.Imported imported -> {
                    imported.lines().forEach(command.getOut()::println);
                    yield 0;
                }
                case ImportReport.Rejected rejected -> {
                    rejected.lines().forEach(command.getErr()::println);
                    yield 1;
                }
                case ImportReport.Unavailable away -> {
                    away.lines().forEach(command.getErr()::println);
                    yield 1;
                }
            };
        }
    }
}
