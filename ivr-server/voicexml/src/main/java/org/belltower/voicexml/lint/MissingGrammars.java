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
                problems.stream()
                        .map(problem -> told(problem, element, source, uri))
                        .toList();
        };
    }

    private static DocumentError told(GrammarProblem problem, Markup element, String source, URI uri) {
        return DocumentError.error(
                element.position(),
                "the grammar " + source + " cannot be used: " + place(problem, uri) + problem.what(),
                problem.rule(),
                problem.remedy());
    }

    /** Where in which file, by its name; empty text for what has no place in a file: that it, or the rule named, is not there. */
    private static String place(GrammarProblem problem, URI uri) {
        boolean ofWhole = problem.kind() == GrammarProblem.Kind.REFERENCE
                && problem.position().equals(org.belltower.grammar.Position.start())
                && resource(problem.document()).equals(resource(uri));
        if (ofWhole) {
            return "";
        }
        String file = resource(problem.document());
        return file.substring(file.lastIndexOf('/') + 1) + ":" + problem.position() + ": ";
    }

    private static String resource(URI uri) {
        // A shared grammar may be written with and without a slash behind its scheme.
        String text = uri.toString().replaceFirst("^([a-z]+):/+", "$1:");
        int end = text.indexOf('#');
        return end < 0 ? text : text.substring(0, end);
    }
}
