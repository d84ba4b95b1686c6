package org.belltower.voicexml.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.graph.SourceDialog;
import org.belltower.voicexml.graph.SourceDocument;
import org.belltower.voicexml.markup.Markup;

/**
 * Dialogs that always lead on to each other in a circle, on which nobody is asked anything. The interpreter ends them with
 * {@code error.semantic} after so many rounds. Stateless.
 */
final class EndlessLoops implements LintRule {
    private static final String RULE = "VoiceXML 2.0 §5.3.7";
    private static final String INSTEAD =
            "ask the caller something on the way, or lead out of the circle under a condition";

    @Override
    public List<DocumentError> check(LintSubject subject) {
        List<DocumentError> found = new ArrayList<>();
        for (SourceDocument document : subject.application().documents()) {
            Map<String, SourceDialog> byId = new HashMap<>();
            document.dialogs().forEach(dialog -> byId.put(dialog.id(), dialog));
            Set<String> told = new HashSet<>();
            for (SourceDialog dialog : document.dialogs()) {
                Set<String> circle = circle(dialog, byId);
                if (!circle.isEmpty() && told.addAll(circle)) {
                    found.add(DocumentError.warning(
                            dialog.markup().position(),
                            "<form> " + dialog.id()
                                    + " leads back to itself for ever, and nobody is asked anything on the way",
                            RULE,
                            INSTEAD));
                }
            }
        }
        return found;
    }

    /** The dialogs on the way back to this one; empty where there is no such way, or it need not be taken. */
    private static Set<String> circle(SourceDialog dialog, Map<String, SourceDialog> byId) {
        Set<String> passed = new LinkedHashSet<>();
        Optional<SourceDialog> at = Optional.of(dialog);
        while (at.isPresent() && passed.add(at.get().id())) {
            at = next(at.get()).flatMap(id -> Optional.ofNullable(byId.get(id)));
        }
        return at.filter(dialog::equals).isPresent() ? passed : Set.of();
    }

    /** The dialog of the same document that this one leads to whatever happens. */
    private static Optional<String> next(SourceDialog dialog) {
        for (Markup item : dialog.items()) {
            boolean always = item.name().equals("block")
                    && item.attribute("cond").isEmpty()
                    && item.attribute("expr").isEmpty();
            if (!always) {
                return Optional.empty();
            }
            for (Markup step : item.children()) {
                if (Flow.mayLead(step)) {
                    return step.attribute("next")
                            .filter(address -> step.name().equals("goto") && address.startsWith("#"))
                            .map(address -> address.substring(1));
                }
            }
        }
        return Optional.empty();
    }
}
