package org.belltower.server.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.belltower.server.config.Configuration;
import org.belltower.server.conversation.CannedAnswers;
import org.belltower.server.conversation.Conversation;
import org.belltower.server.conversation.ConversationOutcome;
import org.belltower.server.conversation.ConversationRun;
import org.belltower.server.conversation.DemoHotline;
import org.belltower.server.demo.SwitchKind;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ivr conversation}: a conversation that is written down. Confined to the main thread. */
@Command(
        name = "conversation",
        description = {
            "Hold a conversation that is written down (hears, keys, says, silence, hangs up, ends) and say where it goes"
                    + " otherwise than written.",
            "Services answer from the demo's data. Exit code 0 where it goes as written."
        })
final class ConversationCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Parameters(paramLabel = "FILE", description = "YAML with 'application' and 'steps'; docs/tools.md has an example.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @ArgGroup
    private Way way = new Way();

    /** How it is held. */
    static final class Way {
        @Option(names = "--over-call", description = "Over a real call to a server of its own instead of in memory.")
        private boolean overCall;

        @Option(
                names = "--answers",
                paramLabel = "FILE",
                description = "In memory, with services' answers from this file.")
        private Optional<Path> answers = Optional.empty();

        private Way() {}
    }

    private ConversationCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + file);
        }
        PrintWriter out = spec.commandLine().getOut();
        Configuration loaded = configuration.load();
        Path data = loaded.folders().data().resolve("conversation");
        // The models are those of the server, so that the English one is unpacked once.
        var models = loaded.speech().store(loaded.folders().data()).folder();
        var run = new ConversationRun(
                Conversation.read(file),
                loaded.with(loaded.folders().withData(data))
                        .with(loaded.speech().withModels(models)),
                out);
        return switch (outcome(run, data)) {
            case ConversationOutcome.Held() -> told(out, "The conversation went as it is written.", 0);
            case ConversationOutcome.Skipped(String reason) -> told(out, "skipped: " + reason, 0);
            case ConversationOutcome.Broken(int step, String reason) -> told(out, "Step " + step + ": " + reason, 1);
        };
    }

    private ConversationOutcome outcome(ConversationRun run, Path data) throws InterruptedException {
        if (way.overCall) {
            return run.overCall(SwitchKind.EMBEDDED, ConfigurationOption.home());
        }
        if (way.answers.isPresent()) {
            return run.inMemory(CannedAnswers.read(way.answers.get()));
        }
        try (DemoHotline hotline = DemoHotline.open(data)) {
            return run.inMemory(hotline);
        }
    }

    private static int told(PrintWriter out, String line, int exitCode) {
        out.println(line);
        return exitCode;
    }
}
