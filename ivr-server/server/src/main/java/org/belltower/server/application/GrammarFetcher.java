package org.belltower.server.application;

import java.io.IOException;
import java.nio.file.Path;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.FileFetcher;
import org.belltower.voicexml.fetch.ResourceFetcher;

/**
 * {@code grammar:FOLDER/FILE} for documents: a file of the folder of grammars, which applications share. Thread-safe. It answers
 * under its address with a path, so that one grammar draws in another of the folder by a relative reference.
 */
final class GrammarFetcher implements ResourceFetcher {
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
            FetchResult result = files.fetch(SharedGrammars.file(request.uri(), grammars), request.validator());
            return result instanceof FetchResult.Fetched fetched
                    ? new FetchResult.Fetched(
                            SharedGrammars.address(request.uri()),
                            fetched.contentType(),
                            fetched.content(),
                            fetched.validator())
                    : result;
        } catch (IllegalArgumentException e) {
            return new FetchResult.Failed(
                    "error.badfetch", request.uri() + " is no name of a grammar: " + e.getMessage());
        }
    }
}
