package org.belltower.voicexml.lint;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.GrammarProblem;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.graph.SourceDocument;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Position;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.script.DialogEventException;

/** Grammars in files of their own that are not there or broken: a caller would meet that when the field is. */
final class MissingGrammars implements LintRule {
    @Override
    public List<DocumentError> check(LintSubject subject) {
        List<DocumentError> found = new ArrayList<>();
        for (SourceDocument document : subject.application().documents()) {
            check(document, document.root(), subject, found);
        }
        return found;
    }

    private static void check(SourceDocument document, Markup element, LintSubject subject, List<DocumentError> found) {
        if (element.name().equals("grammar")) {
            Optional<String> source =
                    element.attribute("src").map(String::strip).filter(text -> !text.startsWith("builtin:"));
            source.flatMap(text -> document.resolve(text).flatMap(uri -> withFragment(uri, text)))
                    .ifPresent(uri -> found.addAll(problems(element, source.orElseThrow(), uri, subject)));
            return;
        }
        element.children().forEach(child -> check(document, child, subject, found));
    }

    /** Empty where the fragment is none, which the compiler tells. */
    private static Optional<URI> withFragment(URI uri, String reference) {
        try {
            return Optional.of(
                    new UriReference(uri.toString(), UriReference.of(reference).fragment()).resolvePart(uri));
        } catch (DialogEventException e) {
            return Optional.empty();
        }
    }

    private static List<DocumentError> problems(Markup element, String source, URI uri, LintSubject subject) {
        return switch (subject.grammars().apply(uri)) {
            case CompileResult.Compiled _ -> List.of();
            case CompileResult.Rejected(List<GrammarProblem> problems) ->
                problems.stream().map(problem -> told(problem, element, source)).toList();
        };
    }

    private static DocumentError told(GrammarProblem problem, Markup element, String source) {
        Position at = element.position();
        return DocumentError.error(
                at,
                "the grammar " + source + " cannot be used: "
                        + problem.position().line() + ":" + problem.position().column() + ": " + problem.what(),
                problem.rule(),
                problem.remedy());
    }
}
