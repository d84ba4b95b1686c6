package org.belltower.server.application;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.FileFetcher;
import org.belltower.voicexml.fetch.ResourceFetcher;

/** {@code grammar:FOLDER/FILE} for documents: a file of the folder of grammars, which applications share. Thread-safe. */
final class GrammarFetcher implements ResourceFetcher {
    static final String SCHEME = "grammar";

    private final Path grammars;
    private final FileFetcher files;

    private GrammarFetcher(Path grammars, FileFetcher files) {
        this.grammars = grammars;
        this.files = files;
    }

    static GrammarFetcher within(Path grammars) throws IOException {
        return new GrammarFetcher(grammars, FileFetcher.within(grammars));
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
        try {
            Path file = grammars.resolve(request.uri().getSchemeSpecificPart());
            return files.fetch(request.at(file.toUri()));
        } catch (InvalidPathException e) {
            return new FetchResult.Failed(
                    "error.badfetch", request.uri() + " is no name of a grammar: " + e.getMessage());
        }
    }
}
