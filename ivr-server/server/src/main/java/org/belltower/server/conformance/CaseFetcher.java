package org.belltower.server.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.ResourceFetcher;

/**
 * Serves a folder of cases under {@link #ROOT}: templates are filled, {@code X.vxml} is the file {@code X.txml}, what is not
 * there answers 404. Thread-safe.
 */
final class CaseFetcher implements ResourceFetcher {
    static final String ROOT = "http://localhost/vxml/";

    private final Path folder;
    private final CaseTemplate template = new CaseTemplate();

    CaseFetcher(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Where a case begins. */
    static URI address(String document) {
        return URI.create(ROOT + document);
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
        Optional<Path> file = file(request.uri());
        if (file.isEmpty()) {
            return new FetchResult.Failed("error.badfetch.http.404", request.uri() + " does not exist");
        }
        try {
            Content content = Content.of(Files.readAllBytes(file.get()));
            boolean document = file.get().toString().endsWith("xml")
                    && !file.get().toString().endsWith(".grxml");
            return new FetchResult.Fetched(
                    request.uri(),
                    "",
                    document ? template.fill(content, request.uri().toString()) : content,
                    Optional.empty());
        } catch (IOException e) {
            return new FetchResult.Failed("error.badfetch", request.uri() + " cannot be read: " + e.getMessage());
        }
    }

    /** The file behind an address; empty where there is none. */
    Optional<Path> file(URI uri) {
        String text = uri.toString();
        if (!text.startsWith(ROOT)) {
            return Optional.empty();
        }
        String name = text.substring(ROOT.length()).replaceFirst("\\?.*$", "");
        return find(name).or(() -> find(name.replaceFirst("\\.vxml$", ".txml")));
    }

    private Optional<Path> find(String name) {
        try {
            Path file = folder.resolve(name).normalize();
            return file.startsWith(folder) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
