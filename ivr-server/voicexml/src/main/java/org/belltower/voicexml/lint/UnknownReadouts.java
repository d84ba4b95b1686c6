package org.belltower.voicexml.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.graph.SourceDocument;
import org.belltower.voicexml.markup.Markup;

/**
 * {@code <say-as>} by a readout that there is none of: the prompt is silent then, since a figure that is guessed at is a wrong one.
 * Stateless.
 */
final class UnknownReadouts implements LintRule {
    @Override
    public List<DocumentError> check(LintSubject subject) {
        List<DocumentError> found = new ArrayList<>();
        if (!subject.readouts().isEmpty()) {
            for (SourceDocument document : subject.application().documents()) {
                check(document.root(), subject.readouts(), found);
            }
        }
        return found;
    }

    private static void check(Markup element, Set<String> known, List<DocumentError> found) {
        if (element.name().equals("say-as")) {
            String named = element.attribute("interpret-as").orElse("");
            if (!known.contains(named)) {
                found.add(DocumentError.error(
                        element.position(),
                        element.attribute("interpret-as").isPresent()
                                ? "<say-as> has interpret-as=\"" + named + "\", which no readout has"
                                : "<say-as> has no interpret-as",
                        "SSML 1.0 §3.1.8",
                        "write one of " + String.join(", ", new TreeSet<>(known))));
            }
        }
        element.children().forEach(child -> check(child, known, found));
    }
}
