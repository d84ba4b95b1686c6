package org.belltower.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.belltower.prompt.PromptCatalogue;
import org.belltower.server.UserError;
import org.belltower.server.config.Configuration;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.graph.DialogGraph;
import org.belltower.voicexml.graph.GraphBuilder;
import org.belltower.voicexml.graph.GraphDrawing;
import org.belltower.voicexml.graph.GraphEdge;
import org.belltower.voicexml.graph.GraphNode;
import org.belltower.voicexml.graph.SourceApplication;
import org.belltower.voicexml.graph.UnreadableDocument;
import org.belltower.voicexml.graph.Unresolved;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ivr vxml graph}: what leads where. Confined to the main thread. */
@Command(
        name = "graph",
        description = {
            "Show the documents, dialogs and items of an application and what leads from one to another.",
            "Exit code 1 where a document cannot be read or something leads to what is not there; it is marked, and named on"
                    + " standard error."
        })
final class VxmlGraphCommand implements Callable<Integer> {
    /** What is written. */
    enum Format {
        SVG,
        JSON
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Parameters(paramLabel = "PATH", description = "The folder of an application, or one document of it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path path;

    @Option(names = "--format", paramLabel = "FORMAT", description = "svg (default) or json.")
    private Format format = Format.SVG;

    @Option(names = "--lang", paramLabel = "LANGUAGE", description = "Of the prompts in it, zh-CN by default.")
    private Locale language = Locale.SIMPLIFIED_CHINESE;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Written here instead of to the terminal.")
    private Optional<Path> output = Optional.empty();

    private VxmlGraphCommand() {}

    @Override
    public Integer call() {
        Configuration loaded = configuration.load();
        PromptCatalogue catalogue =
                PromptCatalogue.load(loaded.folders().prompts()).catalogue();
        SourceApplication application =
                ApplicationSource.of(NamedPath.existing(spec, path)).read();
        DialogGraph graph =
                GraphBuilder.of(application, id -> catalogue.find(id).flatMap(prompt -> prompt.text(language)));
        String text = switch (format) {
            case SVG -> GraphDrawing.svg(graph);
            case JSON -> json(graph);
        };
        write(text);
        return tellMissing(application, graph);
    }

    private void write(String text) {
        if (output.isEmpty()) {
            spec.commandLine().getOut().println(text);
            return;
        }
        try {
            Files.writeString(output.get(), text);
        } catch (IOException e) {
            throw new UserError("cannot write " + output.get() + ": " + e.getMessage(), e);
        }
    }

    /** What the graph cannot show, line by line; the exit code. */
    private int tellMissing(SourceApplication application, DialogGraph graph) {
        List<DocumentError> problems = Stream.concat(
                        application.unreadable().stream().map(UnreadableDocument::problem),
                        graph.unresolved().stream().map(Unresolved::problem))
                .toList();
        problems.forEach(problem -> spec.commandLine().getErr().println(problem));
        return problems.isEmpty() ? 0 : 1;
    }

    private static String json(DialogGraph graph) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("nodes", graph.nodes().stream().map(VxmlGraphCommand::object).toList());
        root.put("edges", graph.edges().stream().map(VxmlGraphCommand::object).toList());
        List<Map<String, Object>> unresolved = graph.unresolved().stream()
                .map(one -> ordered(
                        "file",
                        one.at().file(),
                        "line",
                        one.at().line(),
                        "element",
                        one.element(),
                        "reference",
                        one.reference()))
                .toList();
        root.put("unresolved", unresolved);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static Map<String, Object> object(GraphNode node) {
        return ordered(
                "id",
                node.id(),
                "kind",
                node.kind().word(),
                "parent",
                node.parent(),
                "element",
                node.element(),
                "label",
                node.label(),
                "text",
                node.text(),
                "file",
                node.file(),
                "line",
                node.line());
    }

    private static Map<String, Object> object(GraphEdge edge) {
        return ordered(
                "from",
                edge.from(),
                "to",
                edge.to(),
                "kind",
                edge.kind().word(),
                "label",
                edge.label(),
                "computed",
                edge.computed(),
                "file",
                edge.file(),
                "line",
                edge.line());
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            object.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return object;
    }
}
