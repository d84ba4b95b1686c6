package org.belltower.grammar;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documents that one grammar draws in, each loaded once. <i>Confined to the thread that compiles.</i> What cannot be
 * had is a problem at the place that refers to it, told once.
 */
final class DocumentSet {
    private final GrammarLoader loader;
    private final GrammarLimits limits;
    private final Map<URI, Optional<GrammarDocument>> documents = new LinkedHashMap<>();

    DocumentSet(GrammarLoader loader, GrammarLimits limits) {
        this.loader = loader;
        this.limits = limits;
    }

    /** Takes in a document that is already here. */
    void add(GrammarDocument document) {
        documents.put(document.uri(), Optional.of(document));
    }

    /** A document that is here. */
    GrammarDocument get(URI uri) {
        return documents.getOrDefault(uri, Optional.empty()).orElseThrow();
    }

    /** A document by address, loaded if need be; empty where that fails, and then the problems say why. */
    Optional<GrammarDocument> find(
            URI uri, GrammarDocument referrer, Position position, List<GrammarProblem> problems) {
        Optional<GrammarDocument> known = documents.get(uri);
        if (known != null) {
            return known;
        }
        Optional<GrammarDocument> loaded = load(uri, referrer, position, problems);
        documents.put(uri, loaded);
        loaded.ifPresent(
                this::add); // A builtin has one address, and so has what is redirected, whatever the reference is.
        return loaded;
    }

    /** All documents that could be had, in the order of first reference. */
    List<GrammarDocument> all() {
        return documents.values().stream().flatMap(Optional::stream).distinct().toList();
    }

    private Optional<GrammarDocument> load(
            URI uri, GrammarDocument referrer, Position position, List<GrammarProblem> problems) {
        if (BuiltinGrammars.is(uri)) {
            return take(BuiltinGrammars.document(uri.toString(), referrer.mode(), referrer.language()), problems);
        }
        if (documents.size() >= limits.documents()) {
            problems.add(new GrammarProblem(
                    GrammarProblem.Kind.LIMIT,
                    referrer.uri(),
                    position,
                    "the grammar draws in more than " + limits.documents() + " documents",
                    "limit of this server",
                    "Bring rules together in fewer documents"));
            return Optional.empty();
        }
        return switch (loader.load(uri)) {
            case GrammarLoader.Loaded.Content content -> {
                URI from = content.from().orElse(uri);
                Optional<GrammarDocument> known = documents.get(from);
                yield known != null ? known : take(new GrammarParser(limits).parse(content.bytes(), from), problems);
            }
            case GrammarLoader.Loaded.Missing(var reason) -> {
                problems.add(new GrammarProblem(
                        GrammarProblem.Kind.REFERENCE,
                        referrer.uri(),
                        position,
                        "the grammar " + uri + " cannot be had: " + reason,
                        "SRGS 1.0 §2.2.2",
                        "Correct the address or provide the document"));
                yield Optional.empty();
            }
        };
    }

    private static Optional<GrammarDocument> take(ParseResult result, List<GrammarProblem> problems) {
        return switch (result) {
            case ParseResult.Parsed(var document) -> Optional.of(document);
            case ParseResult.Broken(var broken) -> {
                problems.addAll(broken);
                yield Optional.empty();
            }
        };
    }
}
