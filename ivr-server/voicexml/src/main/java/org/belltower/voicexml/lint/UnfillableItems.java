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
 * Fields and {@code <initial>} that ask a question to which there is no answer: nothing that a caller keys or says fills them. A
 * field that a script fills is one to wait in, and left alone. Spec: VoiceXML 2.0 §2.3.1, §2.1.5.
 */
final class UnfillableItems implements LintRule {
    private static final Set<String> OWN = Set.of("grammar", "option");

    @Override
    public List<DocumentError> check(LintSubject subject) {
        List<DocumentError> found = new ArrayList<>();
        for (SourceDocument document : subject.application().documents()) {
            for (SourceDialog dialog : document.dialogs()) {
                boolean shared = dialog.markup().children().stream()
                        .anyMatch(child -> child.name().equals("grammar"));
                if (!shared) {
                    dialog.items().forEach(item -> problem(dialog, item).ifPresent(found::add));
                }
            }
        }
        return found;
    }

    /** Of an item in a form that has no grammar of its own. */
    private static Optional<DocumentError> problem(SourceDialog dialog, Markup item) {
        if (item.name().equals("initial")) {
            return Optional.of(DocumentError.warning(
                    item.position(),
                    "<initial> asks, but no answer is understood: its form has no <grammar>",
                    "VoiceXML 2.0 §2.1.5",
                    "give the form a <grammar>, or leave the <initial> out"));
        }
        boolean fillable = !item.name().equals("field")
                || item.attribute("type").isPresent()
                || item.children().stream().anyMatch(child -> OWN.contains(child.name()))
                || item.attribute("name")
                        .filter(name -> assigns(dialog.markup(), name))
                        .isPresent();
        return fillable
                ? Optional.empty()
                : Optional.of(DocumentError.warning(
                        item.position(),
                        "<field> " + dialog.itemName(item)
                                + " is a dead end: no answer is understood, as it has no type, <grammar> or <option> and its"
                                + " form has no <grammar>",
                        "VoiceXML 2.0 §2.3.1",
                        "give it a type such as type=\"digits\", a <grammar>, or an <option> for each answer"));
    }

    private static boolean assigns(Markup element, String name) {
        boolean here = element.name().equals("assign")
                && element.attribute("name")
                        .map(target -> target.substring(target.lastIndexOf('.') + 1))
                        .filter(name::equals)
                        .isPresent();
        return here || element.children().stream().anyMatch(child -> assigns(child, name));
    }
}
