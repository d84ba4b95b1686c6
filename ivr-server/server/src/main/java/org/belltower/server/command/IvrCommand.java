package org.belltower.server.command;

import java.io.PrintWriter;
import java.util.Locale;
import org.belltower.server.UserError;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code ivr} with its subcommands. Confined to the main thread. */
@Command(
        name = "ivr",
        description = "Belltower: an open IVR and speech server for financial hotlines.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            SwitchCommand.class,
            DemoCommand.class,
            TestCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            FreeSwitchCommand.class,
            ImportCommand.class,
            UnlockCommand.class,
            ModelsCommand.class,
            VxmlCommand.class,
            GrammarCommand.class,
            ConversationCommand.class,
            ConformanceCommand.class,
        })
public final class IvrCommand implements Runnable {
    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    private IvrCommand() {}

    /** Ready to execute; it prints to the given writers and never a stack trace. */
    public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new IvrCommand())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Locale.class, Locale::forLanguageTag)
                .setParameterExceptionHandler(wrongUse())
                .setExecutionExceptionHandler(failure());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    private static IParameterExceptionHandler wrongUse() {
        return (mistake, _) -> {
            CommandLine command = mistake.getCommandLine();
            command.getErr()
                    .printf(
                            "ivr: %s; see ./%s --help%n",
                            oneLine(String.valueOf(mistake.getMessage())),
                            command.getCommandSpec().qualifiedName());
            return command.getCommandSpec().exitCodeOnInvalidInput();
        };
    }

    private static IExecutionExceptionHandler failure() {
        return (problem, command, _) -> {
            if (problem instanceof UserError mistake) {
                command.getErr().printf("ivr: %s%n", oneLine(String.valueOf(mistake.getMessage())));
            } else {
                LoggerFactory.getLogger(IvrCommand.class).error("unexpected failure", problem);
                command.getErr()
                        .printf(
                                "ivr: unexpected failure (%s); the details are in var/log/ivr.log, please report them%n",
                                problem.getClass().getSimpleName());
            }
            return FAILED;
        };
    }

    private static String oneLine(String message) {
        return message.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
    }
}
