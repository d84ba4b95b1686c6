package org.belltower.server.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.belltower.voicexml.DocumentCheck;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.EngineSettings;
import org.belltower.voicexml.PromptTemplate;
import org.belltower.voicexml.VoiceXmlEngine;
import org.belltower.voicexml.fetch.Fetchers;
import org.belltower.voicexml.fetch.FileFetcher;
import org.belltower.voicexml.fetch.ResourceFetcher;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads the voice applications and checks every document of theirs, so that what is broken is said at start and not to a
 * caller. Confined to the thread that starts the server.
 */
public final class ApplicationLoader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** Jackson says which key is missing only in words. */
    private static final Pattern MISSING_KEY =
            Pattern.compile("^(?:Missing|Null value for) creator property '([^']+)'");

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
        Path manifestFile = folder.resolve("manifest.yaml");
        if (!Files.isRegularFile(manifestFile)) {
            return broken(
                    name,
                    folder,
                    List.of(folder
                            + " has no manifest.yaml; put the application there or change its number in ivr.yaml"));
        }
        try {
            ApplicationManifest manifest = YAML.readValue(manifestFile, ApplicationManifest.class);
            if (!manifest.name().equals(name)) {
                return broken(
                        name,
                        folder,
                        List.of(manifestFile + ": 'name' is '" + manifest.name() + "' but must be the folder's, '"
                                + name + "'"));
            }
            return check(manifest, folder);
        } catch (JacksonException e) {
            return broken(name, folder, List.of(manifestFile + describe(e, manifestFile)));
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
        if (!Files.isRegularFile(start)) {
            problems.add(folder.resolve("manifest.yaml") + ": 'start' names " + manifest.start()
                    + ", which is not there; name a document of the folder");
        }
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

    private static String describe(JacksonException problem, Path file) {
        TokenStreamLocation at = problem.getLocation();
        String where = at == null ? ": " : ":" + at.getLineNr() + ":" + at.getColumnNr() + ": ";
        if (problem instanceof UnrecognizedPropertyException unknown) {
            // Found when the record was built, at the end of the file: the place has to be looked up.
            return ":" + lineOf(unknown.getPropertyName(), file) + ":1: unknown key '" + unknown.getPropertyName()
                    + "'; allowed: " + unknown.getKnownPropertyIds();
        }
        String message = String.valueOf(problem.getOriginalMessage());
        Matcher missing = MISSING_KEY.matcher(message);
        return where + (missing.find() ? "the key '" + missing.group(1) + "' is missing; add it" : message);
    }

    private static int lineOf(String key, Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith(key)) {
                    return i + 1;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " again", e);
        }
        return 1;
    }
}
