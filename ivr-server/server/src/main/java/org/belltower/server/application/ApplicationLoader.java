package org.belltower.server.application;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.belltower.voicexml.DocumentCheck;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.EngineSettings;
import org.belltower.voicexml.PromptTemplate;
import org.belltower.voicexml.VoiceXmlEngine;
import org.belltower.voicexml.fetch.Fetchers;
import org.belltower.voicexml.fetch.FileFetcher;
import org.belltower.voicexml.fetch.ResourceFetcher;

/**
 * Reads the voice applications and checks every document of theirs, so that what is broken is said at start and not to a
 * caller. Confined to the thread that starts the server.
 */
public final class ApplicationLoader {
    /** The file of the catalogue whose prompts every application uses. */
    private static final String COMMON_PROMPTS = "common";

    private final Path grammars;
    private final ResourceFetcher network;
    private final InstantSource clock;

    /**
     * For applications that share a folder of grammars.
     *
     * @param grammars what {@code grammar:} names are relative to
     * @param network for {@code http:} and {@code https:}
     */
    public ApplicationLoader(Path grammars, ResourceFetcher network, InstantSource clock) {
        this.grammars = grammars;
        this.network = network;
        this.clock = clock;
    }

    /** For applications that reach no host. */
    public ApplicationLoader(Path grammars, InstantSource clock) {
        this(grammars, Fetchers.none(), clock);
    }

    /** The application in a folder; never throws for what is in it. */
    public VoiceApplication load(Path folder) {
        String name = String.valueOf(folder.getFileName());
        Path file = folder.resolve(ManifestReader.FILE);
        if (!Files.isRegularFile(file)) {
            return broken(
                    name,
                    folder,
                    List.of(folder
                            + " has no manifest.yaml; put the application there or change its number in ivr.yaml"));
        }
        try {
            return switch (ManifestReader.read(folder, file.toString())) {
                case ManifestReader.Outcome.Read(ApplicationManifest manifest) -> check(manifest, folder);
                case ManifestReader.Outcome.Broken(List<DocumentError> problems) ->
                    broken(
                            name,
                            folder,
                            problems.stream().map(DocumentError::toString).toList());
            };
        } catch (IOException e) {
            return broken(name, folder, List.of(folder + " cannot be read: " + e.getMessage()));
        }
    }

    private VoiceApplication check(ApplicationManifest manifest, Path folder) throws IOException {
        List<Locale> languages =
                manifest.languages().stream().map(Locale::forLanguageTag).toList();
        VoiceXmlEngine engine = engine(folder, languages.getFirst());
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<PromptTemplate> prompts = new ArrayList<>();
        for (Path document : documents(folder)) {
            prompts.addAll(engine.promptTemplates(document.toUri(), languages));
            switch (engine.check(document.toUri())) {
                case DocumentCheck.Sound(List<DocumentError> hints) ->
                    hints.forEach(hint -> warnings.add(hint.toString()));
                case DocumentCheck.Broken(List<DocumentError> errors) ->
                    errors.forEach(error -> problems.add(error.toString()));
                case DocumentCheck.Unreachable(String message) -> problems.add(message);
            }
        }
        Path start = folder.resolve(manifest.start());
        return problems.isEmpty()
                ? new VoiceApplication.Ready(
                        manifest.name(), uri(folder), start.toRealPath().toUri(), languages, engine, prompts, warnings)
                : broken(manifest.name(), folder, problems);
    }

    /**
     * An engine that reaches the documents of a folder and the shared grammars, and nothing else.
     *
     * @param language of documents that name none
     * @throws IOException where one of the folders is not there
     */
    public VoiceXmlEngine engine(Path folder, Locale language) throws IOException {
        Fetchers fetchers = Fetchers.none()
                .with("file", FileFetcher.within(folder))
                .with(SharedGrammars.SCHEME, GrammarFetcher.within(grammars))
                .with("http", network)
                .with("https", network);
        EngineSettings defaults = EngineSettings.DEFAULT;
        EngineSettings settings = new EngineSettings(
                language,
                defaults.properties(),
                defaults.transitionsWithoutInput(),
                defaults.subdialogDepth(),
                defaults.budget(),
                List.of(String.valueOf(folder.getFileName()), COMMON_PROMPTS));
        return new VoiceXmlEngine(settings, fetchers, clock);
    }

    private static List<Path> documents(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".vxml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static VoiceApplication broken(String name, Path folder, List<String> problems) {
        return new VoiceApplication.Broken(name, uri(folder), problems);
    }

    private static URI uri(Path folder) {
        String text = folder.toUri().toString();
        return URI.create(text.endsWith("/") ? text : text + "/");
    }
}
