package org.belltower.server.command;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.belltower.prompt.PromptCatalogue;
import org.belltower.server.Apology;
import org.belltower.server.application.NetworkAccess;
import org.belltower.server.call.HotlineFetcher;
import org.belltower.server.config.Configuration;
import org.belltower.server.conversation.CannedAnswers;
import org.belltower.server.conversation.DemoHotline;
import org.belltower.server.conversation.MemoryLine;
import org.belltower.server.conversation.RenderedWords;
import org.belltower.server.conversation.TerminalCaller;
import org.belltower.voicexml.SessionEnd;
import org.belltower.voicexml.SessionObserver;
import org.belltower.voicexml.fetch.Fetchers;
import org.belltower.voicexml.fetch.HttpFetcher;
import org.belltower.voicexml.fetch.ResourceFetcher;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ivr vxml talk}: a dialog in the terminal. Confined to the main thread. */
@Command(
        name = "talk",
        description = {
            "Hold a dialog in the terminal: prompts and figures as the words that a caller hears, keys and words as typed.",
            "Type keys (0-9 * #) or words; /silence or an empty line waits, /keys shows what is taken, /hangup hangs up.",
            "Exit code 0 where the dialog ended by itself or you hung up, 1 where it failed."
        })
final class VxmlTalkCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Parameters(paramLabel = "PATH", description = "A .vxml file to begin with, or the folder of an application.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path path;

    @ArgGroup
    private Services services = new Services();

    /** Who answers {@code hotline:} services. */
    static final class Services {
        @Option(names = "--demo-data", description = "Services answer from a database with the demo's data.")
        private boolean demoData;

        @Option(
                names = "--answers",
                paramLabel = "FILE",
                description = "Services answer from this YAML file: NAME: {outcome: …}, or a list of such.")
        private Optional<Path> answers = Optional.empty();

        private Services() {}
    }

    private VxmlTalkCommand() {}

    @Override
    public Integer call() {
        Configuration loaded = configuration.load();
        ApplicationSource source = ApplicationSource.of(NamedPath.existing(spec, path));
        if (services.demoData) {
            try (DemoHotline hotline = DemoHotline.open(loaded.folders().data().resolve("talk"))) {
                return talk(source, loaded, hotline);
            }
        }
        return talk(source, loaded, services.answers.map(CannedAnswers::read).orElseGet(CannedAnswers::none));
    }

    private int talk(ApplicationSource source, Configuration loaded, ResourceFetcher hotline) {
        PrintWriter out = spec.commandLine().getOut();
        var words = new RenderedWords(
                PromptCatalogue.load(loaded.folders().prompts()).catalogue(),
                loaded.folders().data().resolve("takes"),
                source.folder());
        var caller =
                new TerminalCaller(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out);
        out.println("(" + TerminalCaller.HELP + ")");
        var line = new MemoryLine(caller, words, "88001");
        SessionEnd end;
        try (HttpFetcher network = NetworkAccess.open(loaded.fetch())) {
            end = source.engine(loaded, network)
                    .run(source.start(), line, new Shown(out), Fetchers.none().with(HotlineFetcher.SCHEME, hotline));
        }
        return switch (end) {
            case SessionEnd.Exited _ -> ended(out, "the dialog has ended", 0);
            case SessionEnd.Disconnected _ -> ended(out, "the hotline hangs up", 0);
            case SessionEnd.Transferred _ -> ended(out, "you are put through", 0);
            case SessionEnd.HungUp _ -> ended(out, "you have hung up", 0);
            case SessionEnd.Failed(String event, String message) -> {
                Apology.playOn(line);
                yield ended(out, "the dialog failed: " + event + ": " + message, 1);
            }
        };
    }

    private static int ended(PrintWriter out, String how, int exitCode) {
        out.println("(" + how + ")");
        return exitCode;
    }

    /** What an author wants to see beside the words. */
    private record Shown(PrintWriter out) implements SessionObserver {
        @Override
        public void onEvent(String event, String message, Instant at) {
            out.println("(event " + event + (message.isEmpty() ? "" : ": " + message) + ")");
        }

        @Override
        public void onLog(String label, String text, Instant at) {
            out.println("(log " + (label.isEmpty() ? "" : label + ": ") + text + ")");
        }
    }
}
