package org.belltower.server.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.belltower.server.UserError;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.graph.SourceApplication;
import org.belltower.voicexml.graph.SourceDocument;
import org.belltower.voicexml.graph.UnreadableDocument;
import org.belltower.voicexml.markup.MarkupReader;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the documents of an application as they are written. Thread-safe. */
public final class SourceReader {
    private final MarkupReader reader = new MarkupReader();

    /**
     * The documents under a folder, those that are no XML apart from the others; the start is the manifest's where there is one, or
     * the only document.
     *
     * @param shown what positions in it name the folder as
     * @throws UserError where the folder cannot be read
     */
    public SourceApplication read(Path folder, String shown) {
        List<SourceDocument> documents = new ArrayList<>();
        List<UnreadableDocument> unreadable = new ArrayList<>();
        for (Path file : documents(folder)) {
            String name = folder.relativize(file).toString();
            try {
                String place = shown.isEmpty() ? name : shown + "/" + name;
                switch (reader.read(Content.of(Files.readAllBytes(file)), place)) {
                    case MarkupReader.Outcome.Read(var root) ->
                        documents.add(new SourceDocument(name, file.toUri(), root));
                    case MarkupReader.Outcome.Broken(var error) ->
                        unreadable.add(new UnreadableDocument(name, file.toUri(), error));
                }
            } catch (IOException e) {
                throw new UserError("cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        Optional<URI> start =
                named(folder).map(document -> folder.resolve(document).toUri());
        return new SourceApplication(
                documents,
                unreadable,
                start.or(() ->
                        documents.size() == 1 ? Optional.of(documents.getFirst().uri()) : Optional.empty()));
    }

    /** What a manifest that can be read names; what is wrong with any other is {@link ManifestReader}'s to tell. */
    private static Optional<String> named(Path folder) {
        try {
            return start(folder);
        } catch (UserError unreadable) {
            return Optional.empty();
        }
    }

    /**
     * What the manifest of a folder names as its first document; empty where it names none that is there.
     *
     * @throws UserError where the manifest is no YAML
     */
    public static Optional<String> start(Path folder) {
        Path manifest = folder.resolve(ManifestReader.FILE);
        if (!Files.isRegularFile(manifest)) {
            return Optional.empty();
        }
        try {
            return new YAMLMapper()
                    .readTree(manifest.toFile())
                    .path("start")
                    .asStringOpt()
                    .filter(document -> Files.isRegularFile(folder.resolve(document)));
        } catch (JacksonException e) {
            throw new UserError(manifest + " is not YAML: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The VoiceXML files of an application, sorted: all under its folder where that has a manifest, else those in the folder
     * itself, which may be any that a document happens to lie in.
     *
     * @throws UserError where the folder cannot be read
     */
    public static List<Path> documents(Path folder) {
        int depth = Files.exists(folder.resolve(ManifestReader.FILE)) ? Integer.MAX_VALUE : 1;
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".vxml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new UserError("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }
}
