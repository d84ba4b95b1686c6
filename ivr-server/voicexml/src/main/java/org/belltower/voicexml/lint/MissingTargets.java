package org.belltower.voicexml.lint;

import java.util.List;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.graph.Unresolved;

/** References to documents and dialogs of the application that are not there. Spec: VoiceXML 2.0 §5.3.7, §2.3.4. */
final class MissingTargets implements LintRule {
    @Override
    public List<DocumentError> check(LintSubject subject) {
        return subject.graph().unresolved().stream().map(MissingTargets::told).toList();
    }

    private static DocumentError told(Unresolved missing) {
        String rule = switch (missing.element()) {
            case "subdialog" -> "VoiceXML 2.0 §2.3.4";
            case "submit" -> "VoiceXML 2.0 §5.3.8";
            case "link" -> "VoiceXML 2.0 §2.5";
            case "choice" -> "VoiceXML 2.0 §2.2.2";
            default -> "VoiceXML 2.0 §5.3.7";
        };
        return DocumentError.error(
                missing.at(),
                "<" + missing.element() + "> leads to \"" + missing.reference() + "\", "
                        + missing.dialog()
                                .map(dialog -> "where no dialog has the id " + dialog)
                                .orElse("which is not there"),
                rule,
                missing.dialog().isPresent()
                        ? "name a form or menu of that document"
                        : "name a document of the application");
    }
}
