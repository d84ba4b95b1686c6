package org.belltower.server.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.GrammarCompiler;
import org.belltower.grammar.GrammarLimits;
import org.belltower.grammar.GrammarLoader;
import org.belltower.prompt.PromptCatalogue;
import org.belltower.server.UserError;
import org.belltower.server.application.ApplicationLoader;
import org.belltower.server.application.ManifestReader;
import org.belltower.server.application.SharedGrammars;
import org.belltower.server.application.SourceReader;
import org.belltower.server.config.Configuration;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.VoiceXmlEngine;
import org.belltower.voicexml.fetch.ResourceFetcher;
import org.belltower.voicexml.graph.SourceApplication;

/**
 * The application that a path on the command line names: a folder, or one document of it. Confined to the main thread.
 *
 * @param folder of its documents
 * @param only the document that was named; empty where the folder was
 * @param shown the folder as the person typed it, for places in messages
 */
record ApplicationSource(Path folder, Optional<Path> only, String shown) {
    /**
     * What a path names.
     *
     * @throws UserError where there is nothing there, or no VoiceXML
     */
    static ApplicationSource of(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            if (SourceReader.documents(absolute).isEmpty()) {
                throw new UserError(withoutDocuments(absolute, path));
            }
            return new ApplicationSource(
                    absolute, Optional.empty(), path.normalize().toString());
        }
        if (!Files.isRegularFile(absolute)) {
            throw new UserError("there is no " + path + "; name an application's folder or a document");
        }
        String text = path.normalize().toString();
        int slash = text.lastIndexOf('/');
        return new ApplicationSource(
                absolute.resolveSibling("").normalize(),
                Optional.of(absolute),
                slash < 0 ? "" : text.substring(0, slash));
    }

    /** What to do about a folder that has no documents: it may hold applications, or documents without a manifest. */
    private static String withoutDocuments(Path folder, Path typed) {
        if (Files.exists(folder.resolve(ManifestReader.FILE))) {
            return "no .vxml file under " + typed + ", though it has a manifest.yaml; write its first document there";
        }
        try (Stream<Path> below = Files.walk(folder, 2)) {
            List<String> applications = below.filter(file -> file.endsWith(ManifestReader.FILE))
                    .map(file -> String.valueOf(folder.relativize(file).getParent()))
                    .sorted()
                    .toList();
            return "no .vxml file in " + typed + " and no manifest.yaml; "
                    + (applications.isEmpty()
                            ? "name an application's folder or a document"
                            : "name one of the applications in it: " + String.join(", ", applications));
        } catch (IOException | UncheckedIOException e) {
            throw new UserError("cannot read " + typed + ": " + e.getMessage(), e);
        }
    }

    /** What is wrong with the manifest of a folder that was named; empty where a document was. */
    List<DocumentError> manifestProblems() {
        return only.isPresent() ? List.of() : ManifestReader.check(folder, shown(folder.resolve(ManifestReader.FILE)));
    }

    /** Why a recording cannot be played; empty where it can, and for what is not in a file. */
    Optional<String> missing(URI recording) {
        if (!"file".equals(recording.getScheme())) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(recording);
            if (!Files.isRegularFile(file)) {
                return Optional.of("there is no such file");
            }
            return file.toRealPath().startsWith(folder.toRealPath())
                    ? Optional.empty()
                    : Optional.of("it lies outside of the application's folder");
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("its address names no file");
        }
    }

    SourceApplication read() {
        return new SourceReader().read(folder, shown);
    }

    /** The document to begin with: the one named, else the manifest's. */
    URI start() {
        return only.map(Path::toUri)
                .or(() -> SourceReader.start(folder)
                        .map(document -> folder.resolve(document).toUri()))
                .or(() -> read().start())
                .orElseThrow(() -> new UserError("nothing says where " + shown
                        + " begins; name a document, or add a manifest.yaml with 'start'"));
    }

    /** How a person knows a file: as the path that was typed names its folder. */
    String shown(Path file) {
        String name = folder.relativize(file).toString();
        return shown.isEmpty() ? name : shown + "/" + name;
    }

    /** An engine for it, with this for {@code http:} and {@code https:}. */
    VoiceXmlEngine engine(Configuration configuration, ResourceFetcher network) {
        try {
            return new ApplicationLoader(configuration.folders().grammars(), network, InstantSource.system())
                    .engine(folder, Locale.SIMPLIFIED_CHINESE);
        } catch (IOException e) {
            throw new UserError("the application or its grammars cannot be read: " + e.getMessage(), e);
        }
    }

    /** The texts of every prompt by id; empty where there is no catalogue. */
    static Optional<Map<String, List<String>>> prompts(Configuration configuration) {
        PromptCatalogue catalogue =
                PromptCatalogue.load(configuration.folders().prompts()).catalogue();
        Map<String, List<String>> texts = new TreeMap<>();
        catalogue
                .all()
                .forEach(prompt ->
                        texts.put(prompt.id(), List.copyOf(prompt.texts().values())));
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
    }

    /** A grammar by the address that a document gives it. */
    static CompileResult grammar(URI uri, Configuration configuration) {
        GrammarLoader loader =
                document -> load(document, configuration.folders().grammars());
        return new GrammarCompiler(loader, GrammarLimits.defaults())
                .compile(SharedGrammars.address(uri), Locale.SIMPLIFIED_CHINESE);
    }

    private static GrammarLoader.Loaded load(URI uri, Path grammars) {
        String scheme = String.valueOf(uri.getScheme());
        try {
            Path file = switch (scheme) {
                case SharedGrammars.SCHEME -> SharedGrammars.file(uri, grammars);
                case "file" -> Path.of(uri);
                default -> null;
            };
            if (file == null) {
                return new GrammarLoader.Loaded.Missing(scheme + ": cannot be looked into from here");
            }
            return Files.isRegularFile(file)
                    ? new GrammarLoader.Loaded.Content(Files.readAllBytes(file))
                    : new GrammarLoader.Loaded.Missing("there is no such file");
        } catch (IOException | IllegalArgumentException e) {
            return new GrammarLoader.Loaded.Missing(String.valueOf(e.getMessage()));
        }
    }
}
