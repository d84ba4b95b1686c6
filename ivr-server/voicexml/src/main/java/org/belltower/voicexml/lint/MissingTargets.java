package org.belltower.voicexml.lint;

import java.util.List;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.graph.Unresolved;

/** References to documents, dialogs and items of the application that are not there. Spec: VoiceXML 2.0 §5.3.7, §2.3.4. */
final class MissingTargets implements LintRule {
    @Override
    public List<DocumentError> check(LintSubject subject) {
        return subject.graph().unresolved().stream().map(Unresolved::problem).toList();
    }
}
