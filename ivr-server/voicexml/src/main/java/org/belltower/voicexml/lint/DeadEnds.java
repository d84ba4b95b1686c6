package org.belltower.voicexml.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.graph.SourceDialog;
import org.belltower.voicexml.graph.SourceDocument;
import org.belltower.voicexml.markup.Markup;

/**
 * Dialogs that a caller can come to the end of with nothing said about what follows: the interpreter then exits and the call ends
 * without a word. Spec: VoiceXML 2.0 §2.1.6.2, implicit exit.
 */
final class DeadEnds implements LintRule {
    private static final String RULE = "VoiceXML 2.0 §2.1.6.2";
    private static final String INSTEAD =
            "lead on with <goto> or <submit>, or say that it ends with <exit>, <disconnect> or <return>";
    private static final Set<String> INPUT = Set.of("field", "record", "transfer", "subdialog", "object", "initial");

    @Override
    public List<DocumentError> check(LintSubject subject) {
        List<DocumentError> found = new ArrayList<>();
        for (SourceDocument document : subject.application().documents()) {
            document.dialogs()
                    .forEach(dialog -> problem(dialog)
                            .ifPresent(what -> found.add(
                                    DocumentError.warning(dialog.markup().position(), what, RULE, INSTEAD))));
        }
        return found;
    }

    private static Optional<String> problem(SourceDialog dialog) {
        String name = "<" + dialog.markup().name() + "> " + dialog.id();
        boolean leads = dialog.isMenu()
                ? Flow.mayLead(dialog.markup())
                : dialog.items().stream().anyMatch(Flow::mayLead)
                        || dialog.markup().children().stream()
                                .anyMatch(child -> child.name().equals("filled") && Flow.mayLead(child));
        if (!leads) {
            return Optional.of(name + " is a dead end: nothing leads on from it, and it does not end");
        }
        return dialog.isMenu() || neverRunsOut(dialog)
                ? Optional.empty()
                : Optional.of(name + " can come to its end without leading on: a way through it is a dead end");
    }

    private static boolean neverRunsOut(SourceDialog dialog) {
        boolean ofForm = dialog.items().stream().anyMatch(item -> INPUT.contains(item.name()))
                && dialog.markup().children().stream()
                        .anyMatch(child -> child.name().equals("filled") && Flow.always(child.children()));
        return ofForm || dialog.items().stream().anyMatch(DeadEnds::completionLeads);
    }

    /** Whether an item that is always visited leads on whenever it is done. */
    private static boolean completionLeads(Markup item) {
        if (item.attribute("cond").isPresent() || item.attribute("expr").isPresent()) {
            return false;
        }
        return item.name().equals("block")
                ? Flow.always(item.children())
                : item.children().stream()
                        .anyMatch(child -> child.name().equals("filled") && Flow.always(child.children()));
    }
}
