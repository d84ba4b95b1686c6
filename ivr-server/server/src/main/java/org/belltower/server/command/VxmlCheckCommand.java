package org.belltower.server.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.belltower.prompt.readout.Readouts;
import org.belltower.server.application.SourceReader;
import org.belltower.server.application.UnknownWords;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.SpeechConfig;
import org.belltower.speech.model.ModelException;
import org.belltower.speech.vosk.ModelWords;
import org.belltower.voicexml.DocumentCheck;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.VoiceXmlEngine;
import org.belltower.voicexml.fetch.Fetchers;
import org.belltower.voicexml.lint.Lint;
import org.belltower.voicexml.lint.LintSubject;
import org.belltower.voicexml.markup.Position;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ivr vxml check}: everything that an author should know. Confined to the main thread. */
@Command(
        name = "check",
        description = {
            "Say what is wrong in a document, or in an application and its manifest: file:line:column, severity, what, the rule that says so, and"
                    + " what to write instead.",
            "Exit code 0 where nothing is found, 1 where something is, 2 for wrong use."
        })
final class VxmlCheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Parameters(paramLabel = "PATH", description = "A .vxml file, or the folder of an application.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path path;

    @Option(names = "--json", description = "One JSON array instead of lines.")
    private boolean json;

    private VxmlCheckCommand() {}

    @Override
    public Integer call() {
        Configuration loaded = configuration.load();
        List<DocumentError> found = problems(ApplicationSource.of(NamedPath.existing(spec, path)), loaded);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(
                            found.stream().map(VxmlCheckCommand::object).toList()));
        } else {
            found.forEach(one -> out.printf(
                    "%s  %s  %s, %s, %s%n", one.position(), severity(one), one.what(), one.rule(), one.instead()));
        }
        return found.isEmpty() ? 0 : 1;
    }

    private List<DocumentError> problems(ApplicationSource source, Configuration configuration) {
        VoiceXmlEngine engine = source.engine(configuration, Fetchers.none());
        List<DocumentError> found = new ArrayList<>(source.manifestProblems());
        List<Path> files = source.only().map(List::of).orElseGet(() -> SourceReader.documents(source.folder()));
        for (Path file : files) {
            String name = source.shown(file);
            switch (engine.check(file.toUri())) {
                case DocumentCheck.Sound(List<DocumentError> warnings) ->
                    warnings.forEach(one -> found.add(named(one, name)));
                case DocumentCheck.Broken(List<DocumentError> errors) ->
                    errors.forEach(one -> found.add(named(one, name)));
                case DocumentCheck.Unreachable(String message) ->
                    found.add(DocumentError.error(
                            new Position(name, 1, 1), message, "VoiceXML 2.0 §1.5", "make the file readable"));
            }
        }
        found.addAll(unknownWords(source, files, engine, configuration));
        Lint.check(LintSubject.of(
                        source.read(),
                        ApplicationSource.prompts(configuration),
                        uri -> ApplicationSource.grammar(uri, configuration),
                        source::missing,
                        Readouts.standard().names()))
                .stream()
                .filter(one -> source.only()
                        .map(file -> one.position().file().equals(source.shown(file)))
                        .orElse(true))
                .forEach(found::add);
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(
                                (DocumentError one) -> one.position().file())
                        .thenComparingInt(one -> one.position().line())
                        .thenComparingInt(one -> one.position().column()))
                .toList();
    }

    /** None where the model cannot be read, which is told beside the findings. */
    private List<DocumentError> unknownWords(
            ApplicationSource source, List<Path> files, VoiceXmlEngine engine, Configuration configuration) {
        SpeechConfig speech = configuration.speech();
        if (!speech.recognition()) {
            return List.of();
        }
        List<DocumentError> found = new ArrayList<>();
        try {
            UnknownWords unknown = new UnknownWords(
                    ModelWords.of(speech.store(configuration.folders().data())));
            for (Path file : files) {
                String name = source.shown(file);
                unknown.of(engine, file.toUri()).forEach(one -> found.add(named(one, name)));
            }
        } catch (ModelException unreadable) {
            spec.commandLine().getErr().println(NamedModel.unreadable(unreadable));
        }
        return found;
    }

    private static DocumentError named(DocumentError one, String file) {
        Position at = one.position();
        return new DocumentError(
                one.severity(), new Position(file, at.line(), at.column()), one.what(), one.rule(), one.instead());
    }

    private static String severity(DocumentError one) {
        return one.severity().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> object(DocumentError one) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", one.position().file());
        object.put("line", one.position().line());
        object.put("column", one.position().column());
        object.put("severity", severity(one));
        object.put("what", one.what());
        object.put("rule", one.rule());
        object.put("instead", one.instead());
        return object;
    }
}
